import type { Told } from "../../stand";
import { controls } from "../../texts/controls";
import { useHere } from "../context";

/** What `stand.tell` says, for some seconds. Both live regions stand from the start: one that appears together with
 * its text is not read out. Of several failures each is read out once: without `atomic` all would be, with each new one. */
export function Notices() {
  const { stand } = useHere();
  return (
    <>
      <div class="unseen" aria-live="polite">{stand.heard.value.map((text) => <p key={text}>{text}</p>)}</div>
      <div class="notices">
        <div role="alert" aria-atomic="false"><Toasts kind="failure" /></div>
        <div role="status"><Toasts kind="done" /></div>
      </div>
    </>
  );
}

function Toasts({ kind }: Pick<Told, "kind">) {
  return <>{useHere().stand.notices.value.map((notice) => notice.kind === kind && <Toast key={notice.id} notice={notice} />)}</>;
}

function Toast({ notice }: { notice: Told }) {
  const { stand } = useHere();
  const act = () => {
    stand.dismiss(notice);
    notice.action?.run();
  };
  return (
    <div class="notice" data-kind={notice.kind}>
      <p>{notice.text}</p>
      <span class="notice-acts">
        {notice.action && <button class="button" onClick={act}>{notice.action.label}</button>}
        <button class="button quiet" aria-label={controls.dismiss} onClick={() => stand.dismiss(notice)}>✕</button>
      </span>
    </div>
  );
}
