import type { Notice } from "../../stand";
import { controls } from "../../texts/controls";
import { useHere } from "../context";

/** What `stand.tell` says, for some seconds. Both live regions stand from the start: one that appears together with
 * its text is not read out. */
export function Notices() {
  const { stand } = useHere();
  return (
    <>
      <div class="unseen" aria-live="polite">{stand.heard.value.map((text) => <p key={text}>{text}</p>)}</div>
      <div class="notices">
        <div role="alert"><Toasts kind="failure" /></div>
        <div role="status"><Toasts kind="done" /></div>
      </div>
    </>
  );
}

function Toasts({ kind }: Pick<Notice, "kind">) {
  return <>{useHere().stand.notices.value.map((notice) => notice.kind === kind && <Toast key={notice.text} notice={notice} />)}</>;
}

function Toast({ notice }: { notice: Notice }) {
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
