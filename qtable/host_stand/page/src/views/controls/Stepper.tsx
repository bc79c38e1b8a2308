interface Props {
  label: string;
  /** The value as it is read. */
  shown: string;
  less: Step;
  more: Step;
}

interface Step {
  /** On the button, like `−5`. */
  text: string;
  /** Said of it: what it does. */
  label: string;
  act: () => void;
}

export function Stepper({ label, shown, less, more }: Props) {
  return (
    <div class="field" role="group" aria-label={label}>
      <span>{label}</span>
      <div class="stepper"><StepButton {...less} /><output>{shown}</output><StepButton {...more} /></div>
    </div>
  );
}

function StepButton({ text, label, act }: Step) {
  return <button type="button" class="button" aria-label={label} onClick={act}>{text}</button>;
}
