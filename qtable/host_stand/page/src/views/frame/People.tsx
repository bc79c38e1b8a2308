import type { Present } from "../../presence";
import { bar } from "../../texts/bar";
import { useHere } from "../context";
import { Popover } from "../controls/Popover";

const MOST = 3;

/** Who is on beside the person of this device; nothing where that is nobody. */
export function PeopleMenu() {
  const { presence, user } = useHere();
  const others = presence.people.value.filter((one) => one.user_id !== user.id);
  if (others.length === 0) return null;
  return (
    <Popover class="people-menu" label={bar.on(others.length + 1)} body={() => <People />}>
      <span class="faces" aria-hidden="true">
        {others.slice(0, MOST).map((one) => <span key={one.user_id} class="face">{initials(one)}</span>)}
        {others[MOST] && <span class="face">{`+${others.length - MOST}`}</span>}
      </span>
    </Popover>
  );
}

export function People() {
  const people = useHere().presence.people.value;
  if (people.length === 0) return null;
  return (
    <ul class="people" aria-label={bar.on(people.length)}>
      {people.map((one) => (
        <li key={one.user_id}>
          <span class="face" aria-hidden="true">{initials(one)}</span>
          <span>{one.name ?? bar.nameless}{one.devices > 1 && <small>{bar.devices(one.devices)}</small>}</span>
        </li>
      ))}
    </ul>
  );
}

function initials(one: Present): string {
  return one.initials ?? "?";
}
