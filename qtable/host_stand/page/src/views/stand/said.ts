import type { Sight } from "../../looks";
import { floor, saidOf } from "../../texts/floor";
import type { Table } from "../../wire";
import { useHere, useZone } from "../context";
import { rankOf, useReason, type Choosing } from "./advice";

/** What a table says of itself and what a tap on it does, `rank` being its place among the best for the chosen party, else 0. */
export function useSaid(table: Table, sight: Sight, choosing: Choosing | null): { label: string; rank: number; unfit: boolean; act: () => void } {
  const { actions } = useHere();
  const zone = useZone();
  const reason = useReason();
  const rank = rankOf(table, choosing);
  const offer = choosing?.offered[rank - 1];
  const unfit = choosing !== null && rank === 0 && !choosing.suits(table);
  return { label: saidOf(table, sight, zone, offer && floor.rank(rank, [offer.together?.name, reason(offer)].filter(Boolean).join(", ")), unfit && floor.unfit), rank, unfit, act: () => (offer ? actions.take(offer) : actions.tapTable(table)) };
}
