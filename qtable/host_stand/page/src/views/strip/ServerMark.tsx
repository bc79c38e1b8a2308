import type { Server } from "../../wire";

/** Initials in the server's colour; what stands beside it says the name. */
export function ServerMark({ server: { initials, colour } }: { server: Server }) {
  return <span class="server-mark" data-hue={colour} aria-hidden="true">{initials}</span>;
}
