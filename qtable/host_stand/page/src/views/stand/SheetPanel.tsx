import { guest, table } from "../../store";
import { useFloor, useHere } from "../context";
import { later } from "../later";

const ServersSheet = later((views) => views.ServersSheet);
const TableSheet = later((views) => views.TableSheet);
const WalkInSheet = later((views) => views.WalkInSheet);
const PartySheet = later((views) => views.PartySheet);

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
