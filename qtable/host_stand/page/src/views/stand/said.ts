import type { Sight } from "../../looks";
import { floor, saidOf } from "../../texts/floor";
import type { Table } from "../../wire";
import { useZone } from "../context";
import { useReason, type Choosing } from "./advice";

/** What a table says of itself, `rank` being its place among the best for the chosen party, else 0. */
export function useSaid(table: Table, sight: Sight, choosing: Choosing | null): { label: string; rank: number; unfit: boolean } {
  const zone = useZone();
  const reason = useReason();
  const rank = (choosing?.offered.findIndex((one) => one.table.id === table.id) ?? -1) + 1;
  const offer = choosing?.offered[rank - 1];
  const unfit = choosing !== null && rank === 0 && !choosing.suits(table);
  return { label: saidOf(table, sight, zone, offer && floor.rank(rank, reason(offer)), unfit && floor.unfit), rank, unfit };
}
