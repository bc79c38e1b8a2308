import { clockTime } from "../../texts/format";
import { floor } from "../../texts/floor";
import { sync } from "../../texts/sync";
import { useHere, useZone } from "../context";
import { Segmented } from "../controls/Segmented";
import { useLine } from "../line";

export function FloorHead({ rooms }: { rooms: string[] }) {
  const { stand } = useHere();
  const party = stand.chosen.value;
  return (
    <div class="floor-head">
      <OutOfDate />
      {party && (
        <div class="picking">
          <p role="status">{floor.pickTable(party)}</p>
          <button class="button" onClick={() => stand.choose(null)}>{floor.stopPicking}</button>
        </div>
      )}
      {!party && rooms.length > 1 && <Rooms rooms={rooms} />}
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

function Rooms({ rooms }: { rooms: string[] }) {
  const { stand } = useHere();
  const choices = [null, ...rooms].map((value) => ({ value, text: value ?? floor.allRooms }));
  return <Segmented label={floor.rooms} choices={choices} picked={stand.room.value} onPick={(room) => (stand.room.value = room)} />;
}
