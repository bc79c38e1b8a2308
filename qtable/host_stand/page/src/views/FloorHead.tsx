import { outOfDate, pickTable, texts } from "../texts";
import { clockTime } from "./Bar";
import { useHere } from "./context";
import { useLine } from "./line";

export function FloorHead({ rooms }: { rooms: string[] }) {
  const { stand } = useHere();
  const party = stand.chosen.value;
  return (
    <div class="floor-head">
      <OutOfDate />
      {party && (
        <div class="picking">
          <p role="status">{pickTable(party)}</p>
          <button class="button" onClick={() => stand.choose(null)}>{texts.stopPicking}</button>
        </div>
      )}
      {!party && rooms.length > 1 && <Rooms rooms={rooms} />}
    </div>
  );
}

function OutOfDate() {
  const { stand } = useHere();
  const { phase } = useLine();
  const lost = stand.lostTime.value;
  if (lost === null || phase !== "offline") return null;
  return <p class="out-of-date">{outOfDate(clockTime(lost))}</p>;
}

function Rooms({ rooms }: { rooms: string[] }) {
  return <div class="rooms" role="group">{[null, ...rooms].map((room) => <Room key={room} room={room} />)}</div>;
}

function Room({ room }: { room: string | null }) {
  const { stand } = useHere();
  return (
    <button class="room-key" aria-pressed={stand.room.value === room} onClick={() => (stand.room.value = room)}>
      {room ?? texts.allRooms}
    </button>
  );
}
