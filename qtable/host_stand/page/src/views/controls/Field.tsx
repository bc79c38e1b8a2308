import { useId } from "preact/hooks";
import { controls } from "../../texts/controls";

interface Props {
  name: string;
  label: string;
  /** What is wrong with what stands in it, and what to do. */
  error?: string | undefined;
  required?: boolean;
  type?: "text" | "email" | "password" | "date" | "time" | "number";
  inputMode?: "text" | "tel" | "numeric";
  autocomplete?: string;
  autofocus?: boolean;
  minLength?: number;
  maxLength?: number;
  min?: number;
  max?: number;
  /** A regular expression for all of it. */
  pattern?: string;
  /** What may stand in it. */
  hint?: string;
  value?: string;
  onInput?: (value: string) => void;
}

/** One line of text with its label; one that isn't `required` says so. */
export function Field({ label, error, hint, onInput, ...input }: Props) {
  const id = useId();
  // An `object`: Preact types an input by its type, which is only known here.
  const attributes: object = {
    autocomplete: "off",
    maxLength: 200,
    ...input,
    ...(error && { "aria-invalid": true }),
    ...((error || hint) && { "aria-describedby": `${id}-more` }),
    ...(onInput && { onInput: (event: Event) => onInput((event.currentTarget as HTMLInputElement).value) }),
  };
  return (
    <div class="field">
      <label for={id}>{label} {!input.required && <small>{controls.optional}</small>}</label>
      <input id={id} {...attributes} />
      {(error || hint) && <span class={error ? "field-error" : "field-hint"} id={`${id}-more`}>{error || hint}</span>}
    </div>
  );
}
