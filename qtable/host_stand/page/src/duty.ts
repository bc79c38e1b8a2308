// One host's time at the stand, from login to logout: the store, the sync client and the verbs, wired together.
import { effect, untracked } from "@preact/signals";
import { Actions } from "./actions";
import { Api } from "./api";
import { deviceClock, ServerClock } from "./clock";
import type { Send } from "./http";
import type { Session } from "./session";
import { Stand } from "./stand";
import { SyncClient } from "./sync/client";
import { openSocket } from "./sync/socket";

export interface Duty {
  api: Api;
  restaurantId: string;
  stand: Stand;
  actions: Actions;
  end(): void;
}

export function beginDuty(send: Send, session: Session, restaurantId: string, over: () => void): Duty {
  const api = new Api(send, session, deviceClock);
  const clock = new ServerClock();
  const stand = new Stand(clock);
  const client = new SyncClient(restaurantId, {
    clock: deviceClock,
    open: openSocket,
    token: (renew) => session.token(renew),
    full: () => api.full(restaurantId),
    delta: (cursor) => api.delta(restaurantId, cursor),
  }, stand);
  const actions = new Actions(stand, api, restaurantId, (seq) => client.expect(seq));
  const stopClock = clock.start();
  const stopEars = listenToDevice(client);
  const stopWatch = effect(() => {
    if (stand.syncPhase.value === "signed_out") untracked(over);
  });
  client.start();
  const end = () => [stopWatch, stopEars, stopClock, () => client.stop()].forEach((stop) => stop());
  return { api, restaurantId, stand, actions, end };
}

/** Tablets sleep and roam: look at once when they come back. */
function listenToDevice(client: SyncClient): () => void {
  const wake = () => void (document.visibilityState === "visible" && client.nudge());
  const online = () => client.nudge();
  const offline = () => client.suspect();
  document.addEventListener("visibilitychange", wake);
  addEventListener("online", online);
  addEventListener("offline", offline);
  return () => {
    document.removeEventListener("visibilitychange", wake);
    removeEventListener("online", online);
    removeEventListener("offline", offline);
  };
}
