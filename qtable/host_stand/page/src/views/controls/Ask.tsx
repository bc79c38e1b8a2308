import { Dialog } from "./Dialog";

interface Props {
  title: string;
  /** What will happen. */
  detail: string;
  /** On the button that lets it happen. */
  act: string;
  onAct: () => void;
  onClose: () => void;
}

/** The second question before something that can't be undone. */
export function Ask({ title, detail, act, onAct, onClose }: Props) {
  const go = () => {
    onClose();
    onAct();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{detail}</p>
      <button class="button danger" onClick={go}>{act}</button>
    </Dialog>
  );
}
