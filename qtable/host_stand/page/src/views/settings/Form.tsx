import type { ComponentChildren } from "preact";
import { settings } from "../../texts/settings";

interface Props {
  onSave: () => unknown;
  wrong: string;
  save?: string;
  children: ComponentChildren;
}

/** The browser itself says which field is missing or out of bounds; what else is wrong stands above the button. */
export function Form({ onSave, wrong, save = settings.save, children }: Props) {
  function submit(event: SubmitEvent) {
    event.preventDefault();
    onSave();
  }
  return (
    <form class="form settings-form" onSubmit={submit}>
      {children}
      <p class="field-error" role="alert">{wrong}</p>
      <button class="button primary big">{save}</button>
    </form>
  );
}
