import { useId } from "preact/hooks";
import { controls } from "../../texts/controls";

interface Props {
  name: string;
  label: string;
  /** What is wrong with what stands in it, and what to do. */
  error?: string | undefined;
  required?: boolean;
  type?: "text" | "email" | "password" | "date" | "time";
  inputMode?: "text" | "tel" | "numeric";
  autocomplete?: string;
  autofocus?: boolean;
  maxLength?: number;
  value?: string;
  onInput?: (value: string) => void;
}

/** One line of text with its label; one that isn't `required` says so. */
export function Field({ label, error, onInput, ...input }: Props) {
  const id = useId();
  // An `object`: Preact types an input by its type, which is only known here.
  const attributes: object = {
    autocomplete: "off",
    maxLength: 200,
    ...input,
    ...(error && { "aria-invalid": true, "aria-describedby": `${id}-error` }),
    ...(onInput && { onInput: (event: Event) => onInput((event.currentTarget as HTMLInputElement).value) }),
  };
  return (
    <div class="field">
      <label for={id}>{label} {!input.required && <small>{controls.optional}</small>}</label>
      <input id={id} {...attributes} />
      {error && <span class="field-error" id={`${id}-error`}>{error}</span>}
    </div>
  );
}
