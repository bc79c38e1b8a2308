import { useSignal } from "@preact/signals";
import { partyTexts } from "../../texts/party";
import { Dialog } from "../controls/Dialog";
import { later } from "../later";

const Outcomes = later((views) => views.Outcomes);

/** How the last quotes did, on demand. */
export function QuotesWay() {
  const open = useSignal(false);
  return (
    <>
      <button type="button" class="button quiet quotes-way" onClick={() => (open.value = true)}>{partyTexts.quotes}</button>
      {open.value && <Dialog title={partyTexts.quotes} onClose={() => (open.value = false)}><Outcomes /></Dialog>}
    </>
  );
}
