import { useId } from "preact/hooks";

interface Props<T> {
  label: string;
  choices: readonly { value: T; text: string }[];
  picked: T;
  onPick: (value: T) => void;
}

/** One of a few, all in sight. Radio buttons underneath: the arrows change it. */
export function Segmented<T>({ label, choices, picked, onPick }: Props<T>) {
  const name = useId();
  return (
    <div class="segmented" role="radiogroup" aria-label={label}>
      {choices.map(({ value, text }) => (
        <label key={text} class="segment">
          <input type="radio" name={name} checked={value === picked} onChange={() => onPick(value)} />
          <span>{text}</span>
        </label>
      ))}
    </div>
  );
}
