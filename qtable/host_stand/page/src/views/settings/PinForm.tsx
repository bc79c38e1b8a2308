import { useSignal } from "@preact/signals";
import { settings } from "../../texts/settings";
import { Field } from "../controls/Field";

interface Props {
  /** There is one that can be taken away. */
  has: boolean;
  wrong: string;
  onSet: (pin: string | null) => void;
}

export function PinForm({ has, wrong, onSet }: Props) {
  const pin = useSignal("");
  function submit(event: SubmitEvent) {
    event.preventDefault();
    onSet(pin.value);
    pin.value = "";
  }
  return (
    <form class="form" onSubmit={submit}>
      <Field name="pin" label={settings.newPin} required inputMode="numeric" pattern="[0-9]{4,6}" maxLength={6} hint={settings.pinHint} value={pin.value} onInput={(value) => (pin.value = value)} />
      <p class="field-error" role="alert">{wrong}</p>
      <div class="settings-acts">
        <button class="button">{settings.setPin}</button>
        {has && <button type="button" class="button quiet" onClick={() => onSet(null)}>{settings.noPin}</button>}
      </div>
    </form>
  );
}
