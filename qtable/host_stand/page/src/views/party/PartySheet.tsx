import { isWaiting, minutesSince } from "../../selectors";
import { stand as texts } from "../../texts/stand";
import { trade } from "../../texts/trade";
import type { Guest } from "../../wire";
import { useHere } from "../context";
import { Sheet } from "../controls/Sheet";
import { NotifyButton, SeatButton, isCalled, useSuggested } from "./NextStep";
import { OwnPage } from "./OwnPage";
import { PartyForm } from "./PartyForm";

export function PartySheet({ party }: { party: Guest }) {
  const { stand } = useHere();
  const count = minutesSince(party.arrivalTime, stand.clock.now.value);
  const waits = isWaiting(party);
  const detail = [trade.status[party.status], waits && texts.waited(count, party.quotedWait)].filter(Boolean).join(" · ");
  return (
    <Sheet title={party.name} detail={detail} onClose={() => stand.open(null)}>
      {waits && <Next party={party} />}
      {waits && <OwnPage party={party} />}
      <PartyForm party={party} />
      {waits && <Ways party={party} />}
    </Sheet>
  );
}

function Next({ party }: { party: Guest }) {
  const target = useSuggested(party);
  const called = isCalled(party);
  return (
    <div class="party-next">
      <NotifyButton party={party} look={called ? "" : "primary"} />
      {target && <SeatButton party={party} target={target} look={called ? "primary" : ""} />}
    </div>
  );
}

function Ways({ party }: { party: Guest }) {
  const { actions } = useHere();
  return (
    <div class="party-next">
      <button class="button" onClick={() => actions.remove("no-show", party)}>{texts.noShow}</button>
      <button class="button" onClick={() => actions.remove("cancel", party)}>{texts.cancel}</button>
    </div>
  );
}
