import { useEffect, useRef } from "preact/hooks";
import type { Offer } from "../../suggesting";
import { clockTime } from "../../texts/format";
import { floor } from "../../texts/floor";
import { sync } from "../../texts/sync";
import type { Guest } from "../../wire";
import { useHere, useZone } from "../context";
import { Segmented } from "../controls/Segmented";
import { useLine } from "../line";
import { useReason } from "./advice";
import { floorView, showFloorAs } from "./floorView";

export function FloorHead({ rooms, offered }: { rooms: string[]; offered: Offer[] }) {
  const party = useHere().stand.chosen.value;
  return (
    <div class="floor-head">
      <OutOfDate />
      {party ? <Picking party={party} offered={offered} /> : <Views rooms={rooms} />}
    </div>
  );
}

function OutOfDate() {
  const { stand } = useHere();
  const { phase } = useLine();
  const zone = useZone();
  const lost = stand.lostTime.value;
  if (lost === null || phase !== "offline") return null;
  return <p class="out-of-date">{sync.outOfDate(clockTime(lost, zone))}</p>;
}

function Picking({ party, offered }: { party: Guest; offered: Offer[] }) {
  const { stand, actions } = useHere();
  const reason = useReason();
  return (
    <>
      <div class="picking">
        <p role="status">{floor.pickTable(party)}</p>
        <button class="button" onClick={() => stand.choose(null)}>{floor.stopPicking}</button>
      </div>
      {offered.length === 0 && <p class="picking-none">{floor.noFit}</p>}
      <ol class="offers">
        {offered.map((offer, i) => (
          <li key={offer.together?.id ?? offer.table.id}>
            <button class="offer" onClick={() => actions.take(offer)}>
              <span class="offer-place">{i + 1}</span><span><b>{offer.together?.name ?? offer.table.tableNumber}</b> {reason(offer)}</span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}

function Views({ rooms }: { rooms: string[] }) {
  const { stand } = useHere();
  const choices = [null, ...rooms].map((value) => ({ value, text: value ?? floor.allRooms }));
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => head.current?.lastElementChild?.querySelector(":checked")?.scrollIntoView({ block: "nearest" }), [stand.room.value]);
  const views = [{ value: "plan", text: floor.asPlan }, { value: "list", text: floor.asList }] as const;
  return (
    <div class="floor-views" ref={head}>
      <Segmented label={floor.view} choices={views} picked={floorView.value} onPick={showFloorAs} />
      {rooms.length > 1 && <Segmented label={floor.rooms} choices={choices} picked={stand.room.value} onPick={(room) => (stand.room.value = room)} />}
    </div>
  );
}
