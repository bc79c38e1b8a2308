// The stock Socket.IO client: told by lines of JSON what to do, it prints a line for whatever happens to it.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { io } = createRequire(process.argv[2])("socket.io-client");
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
let socket;

const does = {
  connect({ url, auth, transports }) {
    socket = io(url, { auth, transports, reconnectionDelay: 50, reconnectionDelayMax: 200 });
    socket.on("connect", () => say({ connected: socket.id }));
    socket.on("disconnect", (reason) => say({ lost: reason }));
    socket.on("connect_error", ({ message, data }) => say({ failed: message, data }));
    socket.onAny((event, message) => say({ event, message }));
  },
  emit({ number, event, payload }) {
    socket.emit(event, payload, (value) => say({ number, value }));
  },
  async fetch({ number, url, ...request }) {
    const answer = await fetch(url, request);
    say({ number, value: { status: answer.status, body: await answer.json() } });
  },
};

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const { does: what, ...how } = JSON.parse(line);
    void does[what](how);
  })
  .on("close", () => socket?.disconnect());
