import { guest } from "../../store";
import { useFloor } from "../context";
import { Badge } from "../controls/Badge";
import type { Held } from "./drag";

/** What is dragged, under the pointer. */
export function Ghost({ id, x, y }: Held) {
  const party = guest(useFloor(), id);
  if (!party) return null;
  return <div class="ghost" style={{ transform: `translate(${x}px, ${y}px)` }} aria-hidden="true"><Badge size={party.partySize} />{party.name}</div>;
}
