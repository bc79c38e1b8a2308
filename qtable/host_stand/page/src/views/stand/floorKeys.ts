import { bestSpots } from "../../fit";
import { suggestedSpot } from "../../lists";
import { floorTables, occupant } from "../../selectors";
import { guest, table } from "../../store";
import type { Offer } from "../../suggesting";
import { useFloor, useHere } from "../context";
import { useShortcut } from "../shortcut";
import { useWish } from "../wish";

/** `s` chooses a party and goes to its best table, then seats it there; `m` chooses the party of a table. */
export function useFloorKeys(offered: Offer[]): void {
  const { stand, outlook } = useHere();
  const wish = useWish();
  const state = useFloor();
  useShortcut("seat", () => {
    const here = document.activeElement?.closest("[data-table] .table-button");
    if (stand.chosen.value && here) return void here.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    const party = stand.chosen.value ?? guest(state, focused("drag")) ?? stand.waiting.value[0];
    if (!party) return;
    if (!stand.chosen.value) stand.choose(party.id);
    const best = offered[0]?.table.id ?? (suggestedSpot(state, outlook.now.value, party.id, wish(party)) ?? bestSpots(state, wish(party))[0])?.table.id;
    focusTable(best ?? floorTables(state)[0]?.id);
  });
  useShortcut("move", () => {
    const sheet = stand.sheet.value;
    const here = table(state, sheet?.kind === "table" ? sheet.id : focused("table"));
    const party = here && occupant(state, here);
    if (party && stand.chosenId.value !== party.id) stand.choose(party.id);
  });
}

function focused(name: "table" | "drag"): string | null {
  return document.activeElement?.closest<HTMLElement | SVGElement>(`[data-${name}]`)?.dataset[name] ?? null;
}

function focusTable(id: string | undefined): void {
  if (id) document.querySelector<HTMLElement>(`[data-table="${CSS.escape(id)}"] .table-button`)?.focus();
}
