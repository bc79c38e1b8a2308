// The line as Socket.IO makes it. Reconnecting is the sync client's business, so it is off here.
import { io, type Socket } from "socket.io-client";
import type { ErrorBody } from "../wire";
import type { Line, LineEvents } from "./ports";
import { refusal } from "./refusal";

/** `data` is there when it was the server that said no. */
type ConnectError = Error & { data?: { error?: ErrorBody } };

const CONNECT_TIMEOUT_MS = 8_000;
const ASK_TIMEOUT_MS = 10_000;

export function openSocket(token: string, events: LineEvents): Line {
  const socket = io({
    auth: { token },
    forceNew: true,
    reconnection: false,
    timeout: CONNECT_TIMEOUT_MS,
    // Long polling only where a proxy swallows WebSockets: with several workers it would need sticky sessions.
    transports: ["websocket", "polling"],
    tryAllTransports: true,
  });
  socket.on("connect", () => events.up());
  socket.on("disconnect", (reason) => events.down(reason));
  socket.on("connect_error", (problem) => tell(problem, events));
  socket.onAny((event: string, payload: unknown) => events.heard(event, payload));
  return { ask: (event, payload) => ask(socket, event, payload), say: (event) => void socket.emit(event), close: () => hangUp(socket) };
}

/** A refusal by the server is a plain error; a failed transport names its type. */
function tell(problem: ConnectError, events: LineEvents): void {
  const transport = "type" in problem || problem.message === "timeout";
  if (transport) events.down(problem.message);
  else events.refused(refusal(problem.data?.error?.code ?? "", problem.message));
}

function ask(socket: Socket, event: string, payload: object): Promise<unknown> {
  return socket.timeout(ASK_TIMEOUT_MS).emitWithAck(event, payload) as Promise<unknown>;
}

function hangUp(socket: Socket): void {
  socket.off();
  socket.offAny();
  socket.disconnect();
}
