import { useSignal } from "@preact/signals";
import { settings } from "../../texts/settings";
import { Field } from "../controls/Field";
import { Form } from "./Form";
import { useSettle } from "../settle";

const NOTHING = { current_password: "", pin: "" };

export function OwnPin() {
  const draft = useSignal(NOTHING);
  const { wrong, settle } = useSettle();
  const set = (fields: Partial<typeof NOTHING>) => void (draft.value = { ...draft.value, ...fields });
  const save = async () => void ((await settle("PUT", "/auth/pin", draft.value)) && (draft.value = NOTHING));
  return (
    <Form wrong={wrong.value} onSave={save}>
      <p>{settings.ownPin}</p>
      <Field name="password" label={settings.password} type="password" autocomplete="current-password" required value={draft.value.current_password} onInput={(value) => set({ current_password: value })} />
      <Field name="pin" label={settings.newPin} required inputMode="numeric" pattern="[0-9]{4,6}" maxLength={6} hint={settings.pinHint} value={draft.value.pin} onInput={(value) => set({ pin: value })} />
    </Form>
  );
}
