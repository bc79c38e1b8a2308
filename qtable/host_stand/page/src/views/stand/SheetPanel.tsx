import { guest, table } from "../../store";
import { useFloor, useHere } from "../context";
import { later } from "../later";

const ServersSheet = later(async () => (await import("../afterwards")).ServersSheet);
const TableSheet = later(async () => (await import("../afterwards")).TableSheet);
const WalkInSheet = later(async () => (await import("../afterwards")).WalkInSheet);
const PartySheet = later(async () => (await import("../afterwards")).PartySheet);

export function SheetPanel() {
  const sheet = useHere().stand.sheet.value;
  const state = useFloor();
  if (sheet?.kind === "walk-in") return <WalkInSheet />;
  if (sheet?.kind === "servers") return <ServersSheet key={sheet.id} id={sheet.id} />;
  const party = sheet?.kind === "party" && guest(state, sheet.id);
  if (party) return <PartySheet key={party.id} party={party} />;
  const shown = sheet?.kind === "table" && table(state, sheet.id);
  return shown ? <TableSheet key={shown.id} table={shown} /> : null;
}
