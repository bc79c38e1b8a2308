import { labelOf, type Spot } from "../../fit";
import { suggestedSpot } from "../../lists";
import { partyTexts } from "../../texts/party";
import { stand as texts } from "../../texts/stand";
import { trade } from "../../texts/trade";
import type { Guest } from "../../wire";
import { useFloor, useHere } from "../context";
import { useWish } from "../wish";

export function useSuggested(party: Guest): Spot | undefined {
  return suggestedSpot(useFloor(), useHere().outlook.now.value, party.id, useWish()(party));
}

/** Told that its table is ready, or at the door all the same. */
export function isCalled({ notifiedTime, status }: Guest): boolean {
  return notifiedTime !== null || status === "arrived";
}

/** Notify, then seat. */
export function NextStep({ party, look }: { party: Guest; look: string }) {
  const target = useSuggested(party);
  if (!target) return <span class="row-full">{texts.noFit}</span>;
  return isCalled(party) ? <SeatButton party={party} target={target} look={`primary ${look}`} /> : <NotifyButton party={party} look={look} target={target} />;
}

export function SeatButton({ party, target, look }: { party: Guest; target: Spot; look: string }) {
  const { actions, stand } = useHere();
  const seat = () => {
    stand.open(null);
    actions.seatAt(party, target);
  };
  return <button class={`button ${look}`} onClick={seat}>{partyTexts.seatAt(labelOf(target), Boolean(target.together))}</button>;
}

export function NotifyButton({ party, look, target }: { party: Guest; look: string; target?: Spot | undefined }) {
  const { actions } = useHere();
  const text = party.notifiedTime === null ? partyTexts.notify : partyTexts.notifyAgain;
  return <button class={`button ${look}`} onClick={() => actions.notify(party)}>{text}{target && <small>{trade.spot(labelOf(target), Boolean(target.together))}</small>}</button>;
}
