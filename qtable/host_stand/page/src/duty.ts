// One host's time at the stand, from login to logout: the store, the sync client and the verbs, wired together.
import { computed, effect, untracked, type ReadonlySignal } from "@preact/signals";
import { Actions } from "./actions";
import { Api } from "./api";
import { deviceClock, ServerClock } from "./clock";
import type { Send } from "./http";
import { heldTables, type Held } from "./holding";
import { newKey } from "./ids";
import { OutlookReader, type Outlook } from "./outlook";
import { Presence } from "./presence";
import { openShelf } from "./queue/indexed_shelf";
import { Outbox } from "./queue/outbox";
import type { Owner } from "./queue/queued";
import { openTabs } from "./queue/tabs";
import { tellRefusal } from "./queue/telling";
import { ownerOf, type Session } from "./session";
import { Stand } from "./stand";
import { SyncClient } from "./sync/client";
import { openSocket } from "./sync/socket";
import { queue } from "./texts/queue";

export interface Duty {
  api: Api;
  restaurantId: string;
  stand: Stand;
  actions: Actions;
  outlook: OutlookReader;
  held: ReadonlySignal<Held>;
  presence: Presence;
  end(): void;
}

export function beginDuty(send: Send, session: Session, owner: Owner, over: () => void): Duty {
  const { restaurantId, userId } = owner;
  const clock = new ServerClock();
  const stand = new Stand(clock);
  const api = new Api((request) => stand.own.during(request, send), session, deviceClock, userId);
  const presence = new Presence();
  const client = new SyncClient(restaurantId, {
    clock: deviceClock,
    open: presence.on(openSocket),
    token: (renew) => session.tokenOf(userId, renew),
    sendWaiting: () => outbox.step(),
    full: () => api.full(restaurantId),
    delta: (cursor) => api.delta(restaurantId, cursor),
  }, stand);
  const tabs = openTabs(() => void outbox.refresh());
  const outbox: Outbox = new Outbox(owner, {
    shelf: Promise.resolve(openShelf()),
    clock: deviceClock,
    send: (entry) => api.act(entry.request, entry.key, entry.late ? entry.at : undefined),
    live: () => stand.syncPhase.value === "live",
    stuck: () => client.suspect(),
    tellTabs: tabs.tell,
    name: newKey(),
  }, {
    carriedOut: (seq) => client.expect(seq),
    refused: (entry, why, built, kept) => tellRefusal(stand, actions, entry, why, built, kept),
    putOff: (refusal) => stand.tell({ kind: "failure", text: queue.putOff(refusal.message) }),
  });
  const actions = new Actions(stand, outbox, async () => (await import("./views/afterwards")).undoing);
  const stopLaying = effect(() => {
    const entries = outbox.entries.value;
    untracked(() => stand.lay(entries));
  });
  const stopNaming = effect(() => {
    const now = ownerOf(session.saved.value);
    if (now?.userId === userId) void untracked(() => outbox.call(now.userName));
  });
  const stopClock = clock.start();
  const stopEars = listenToDevice(client);
  const stopWatch = effect(() => {
    if (stand.syncPhase.value === "signed_out") untracked(over);
    if (stand.syncPhase.value === "live") void untracked(() => outbox.flush());
  });
  const outlook = new OutlookReader(deviceClock, async () => (await api.read(`/restaurants/${restaurantId}/outlook`)) as Outlook);
  const held = computed(() => heldTables(stand.state.value, outlook.last.value, clock.now.value));
  const stopLooking = effect(() => {
    const holds = stand.syncPhase.value === "live" && stand.known.value !== null;
    untracked(() => (holds ? outlook.want() : outlook.forget()));
  });
  void outbox.refresh().then(() => client.start());
  const ends = [stopLooking, () => outlook.forget(), stopWatch, stopEars, stopClock, stopNaming, stopLaying, tabs.close, () => outbox.end(), () => client.stop()];
  return { api, restaurantId, stand, actions, outlook, held, presence, end: () => ends.forEach((stop) => stop()) };
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
