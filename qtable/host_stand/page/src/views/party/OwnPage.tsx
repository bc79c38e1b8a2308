import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { components } from "../../generated/api";
import { newKey } from "../../ids";
import { partyTexts } from "../../texts/party";
import { controls } from "../../texts/controls";
import type { Guest } from "../../wire";
import { useHere } from "../context";

type Link = components["schemas"]["GuestLink"];

/** The code that a party scans to see its place in line; asked for when it is wanted. */
export function OwnPage({ party }: { party: Guest }) {
  const open = useSignal(false);
  return (
    <details class="own-page" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary class="button">{partyTexts.ownPage}</summary>
      {open.value && <Code party={party} />}
    </details>
  );
}

function Code({ party }: { party: Guest }) {
  const { api, restaurantId } = useHere();
  const link = useSignal<Link | null>(null);
  const failed = useSignal(false);
  useEffect(() => {
    api.act({ method: "POST", path: `/restaurants/${restaurantId}/guests/${party.id}/link` }, newKey()).then(
      ({ body }) => (link.value = body as Link),
      () => (failed.value = true),
    );
  }, [party.id]);
  if (!link.value) return <p role="status">{failed.value ? controls.unread : controls.reading}</p>;
  return (
    <>
      <img class="qr" src={`data:image/svg+xml,${encodeURIComponent(link.value.svg)}`} alt={partyTexts.qr} width="220" height="220" />
      <p>{partyTexts.ownPageHint(link.value.shown_as)}</p>
    </>
  );
}
