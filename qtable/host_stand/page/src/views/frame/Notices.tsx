import type { Notice } from "../../stand";
import { controls } from "../../texts/controls";
import { useHere } from "../context";

/** What `stand.tell` says, for some seconds. Both live regions stand from the start: one that appears together with
 * its text is not read out. */
export function Notices() {
  const { stand } = useHere();
  const notice = stand.notice.value;
  return (
    <>
      <div class="unseen" aria-live="polite">{stand.heard.value.map((text) => <p key={text}>{text}</p>)}</div>
      <div class="notices" role="alert" data-region="failure">{notice?.kind === "failure" && <Toast notice={notice} />}</div>
      <div class="notices" role="status">{notice?.kind === "done" && <Toast notice={notice} />}</div>
    </>
  );
}

function Toast({ notice }: { notice: Notice }) {
  const { stand } = useHere();
  const act = () => {
    stand.tell(null);
    notice.action?.run();
  };
  return (
    <div class="notice" data-kind={notice.kind}>
      <p>{notice.text}</p>
      {notice.action && <button class="button" onClick={act}>{notice.action.label}</button>}
      <button class="button quiet" aria-label={controls.dismiss} onClick={() => stand.tell(null)}>✕</button>
    </div>
  );
}
