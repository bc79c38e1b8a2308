interface Props {
  label: string;
  /** Each with its name, or none, and the choices: their value and what they are called. */
  groups: readonly [name: string, choices: readonly (readonly [string, string])[]][];
  picked: string;
  onPick: (value: string) => void;
}

export function Select({ label, groups, picked, onPick }: Props) {
  return (
    <label class="select">
      {label}
      <select value={picked} onChange={(event) => onPick(event.currentTarget.value)}>
        {groups.map(([name, choices]) => (name ? <optgroup key={name} label={name}>{choices.map(option)}</optgroup> : choices.map(option)))}
      </select>
    </label>
  );
}

function option([value, text]: readonly [string, string]) {
  return <option key={value} value={value}>{text}</option>;
}
