import { useSignal } from "@preact/signals";
import { isAtLeast } from "../../roles";
import { restaurant } from "../../store";
import { settings } from "../../texts/settings";
import { useHere } from "../context";
import { Ask } from "../controls/Ask";
import { useSettle } from "./settle";

/** On every screen while the restaurant plays. */
export function DemoMark() {
  const { stand, user } = useHere();
  const state = stand.state.value;
  if (!state || !restaurant(state)?.isDemo) return null;
  return <p class="demo-mark"><span>{settings.demoOn}</span>{isAtLeast(user.role, "admin") && <EraseDemo />}</p>;
}

export function DemoSettings() {
  const { stand } = useHere();
  const { wrong, settle } = useSettle();
  const state = stand.state.value;
  if (state && restaurant(state)?.isDemo) return <div class="form settings-form"><p>{settings.demoOn}</p><EraseDemo /></div>;
  return (
    <div class="form settings-form">
      <p>{settings.demoLead}</p>
      <p class="field-error" role="alert">{wrong.value}</p>
      <button class="button big" onClick={() => void settle("POST", "/demo", undefined, settings.loaded)}>{settings.load}</button>
    </div>
  );
}

function EraseDemo() {
  const { stand } = useHere();
  const asks = useSignal(false);
  const { wrong, settle } = useSettle();
  async function erase() {
    await settle("DELETE", "/demo", undefined, settings.erased);
    if (wrong.value) stand.tell({ kind: "failure", text: wrong.value });
  }
  return (
    <>
      <button class="button" onClick={() => (asks.value = true)}>{settings.erase}</button>
      {asks.value && <Ask title={settings.eraseTitle} detail={settings.eraseDetail} act={settings.erase} onAct={() => void erase()} onClose={() => (asks.value = false)} />}
    </>
  );
}
