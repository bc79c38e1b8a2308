import { useSignal } from "@preact/signals";
import { isAtLeast } from "../../roles";
import { restaurant } from "../../store";
import { demo } from "../../texts/demo";
import { useHere } from "../context";
import { Ask } from "../controls/Ask";
import { useSettle } from "../settle";

/** On every screen while the restaurant plays. */
export function DemoMark() {
  const { stand, user } = useHere();
  const state = stand.state.value;
  if (!state || !restaurant(state)?.isDemo) return null;
  return <p class="demo-mark"><span>{demo.mark}</span>{isAtLeast(user.role, "admin") && <EraseDemo />}</p>;
}

export function EraseDemo() {
  const { stand } = useHere();
  const asks = useSignal(false);
  const { wrong, settle } = useSettle();
  async function erase() {
    await settle("DELETE", "/demo", undefined, demo.erased);
    if (wrong.value) stand.tell({ kind: "failure", text: wrong.value });
  }
  return (
    <>
      <button class="button" onClick={() => (asks.value = true)}>{demo.erase}</button>
      {asks.value && <Ask title={demo.title} detail={demo.detail} act={demo.erase} onAct={() => void erase()} onClose={() => (asks.value = false)} />}
    </>
  );
}
