import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { guest } from "../../store";
import { offers, suiting, type Advice, type Offer } from "../../suggesting";
import { floor } from "../../texts/floor";
import { clockTime } from "../../texts/format";
import type { Table } from "../../wire";
import { useFloor, useHere, useZone } from "../context";
import { useWish } from "../wish";

export interface Choosing {
  /** The best tables for the chosen party, best first. */
  offered: Offer[];
  suits: (table: Table) => boolean;
}

/** Asked of the box again with each change; null while nobody is chosen. */
export function useChoosing(): Choosing | null {
  const { api, restaurantId, stand } = useHere();
  const wish = useWish();
  const state = useFloor();
  const advice = useSignal<{ about: string; said: Advice } | null>(null);
  const party = stand.chosen.value;
  const about = party ? `${party.id} ${party.partySize}` : "";
  const live = stand.syncPhase.value === "live";
  const known = stand.known.value;
  useEffect(() => {
    if (!party || !known || !live) return;
    const leaving = new AbortController();
    const read = (path: string, query = {}) => api.read(`/restaurants/${restaurantId}${path}`, query, leaving.signal);
    const asked = guest(known, party.id) ? { guest_id: party.id } : { party_size: String(party.partySize) };
    const tell = (now: typeof advice.value) => void (leaving.signal.aborted || (advice.value = now));
    void Promise.all([read("/suggestions", asked), read("/servers/rotation")]).then(
      ([found, turns]) => tell({ about, said: { ...(found as Advice), next: (turns as Advice | null)?.next ?? null } }),
      () => tell(null),
    );
    return () => leaving.abort();
  }, [about, live, known?.seq]);
  const said = live && advice.value?.about === about ? advice.value.said : null;
  if (!party) return null;
  return { offered: offers(state, wish(party), said), suits: suiting(state, wish(party), said) };
}

/** A table's place among those, from 1; 0 of any other. All tables that are put together have the same. */
export function rankOf({ id }: Table, choosing: Choosing | null): number {
  return (choosing?.offered.findIndex((one) => (one.together?.tableIds ?? [one.table.id]).includes(id)) ?? -1) + 1;
}

/** Why it is offered, like "fits 4, free until 20:15, Ana next", or for whom it is held. */
export function useReason(): (offer: Offer) => string {
  const zone = useZone();
  return (offer) => floor.why(offer, (moment) => clockTime(moment, zone));
}
