import { useId } from "preact/hooks";

interface Props {
  label: string;
  choices: readonly { value: string; text: string }[];
  picked: string;
  onPick: (value: string) => void;
}

/** One of many, in the device's own list. */
export function Select({ label, choices, picked, onPick }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={picked} onChange={(event) => onPick(event.currentTarget.value)}>
        {choices.map(({ value, text }) => <option key={value} value={value} selected={value === picked}>{text}</option>)}
      </select>
    </div>
  );
}
