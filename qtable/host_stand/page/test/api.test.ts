import assert from "node:assert/strict";
import { test } from "node:test";
import { Api } from "../src/api";
import { Refusal, sender, Unreachable } from "../src/http";
import { newId, newKey } from "../src/ids";
import { Session } from "../src/session";
import { ResyncRequired, SessionOver } from "../src/sync/ports";
import { Unwelcome } from "../src/sync/refusal";
import { FakeClock } from "./room";

type Reply = Response | Error | Promise<Response>;

/** Answers each request with the next reply; renewals come out of their own drawer. */
class Box {
  requests: { path: string; headers: Record<string, string> }[] = [];
  clock = new FakeClock();
  time = 0;
  saved: Record<string, string> = {};
  session: Session;
  api: Api;

  constructor(private readonly replies: Reply[], private readonly renewals: Reply[] = []) {
    const send = sender(this.fetch as typeof fetch);
    const storage = {
      getItem: (name: string) => this.saved[name] ?? null,
      setItem: (name: string, value: string) => void (this.saved[name] = value),
      removeItem: (name: string) => void delete this.saved[name],
    };
    this.saved["qtable.session"] = saved("first");
    this.session = new Session(send, storage as unknown as Storage, () => this.time);
    this.api = new Api(send, this.session, this.clock, "ana");
  }

  fetch = async (path: string, init: RequestInit): Promise<Response> => {
    this.requests.push({ path, headers: init.headers as Record<string, string> });
    const reply = path === "/auth/refresh" ? this.renewals.shift() : this.replies.shift();
    if (reply instanceof Error) throw reply;
    return reply ?? json(500, {});
  };

  act(key = "k".repeat(16), at?: string) {
    return this.api.act({ method: "POST", path: "/do", body: {} }, key, at);
  }

  async comesIn(user: string): Promise<void> {
    this.replies.push(json(200, { access_token: user, refresh_token: `${user}-refresh`, expires_in: 900, restaurant_id: "r1", user: { id: user } }));
    await this.session.login(user, "");
  }

  sent(path: string) {
    return this.requests.filter((request) => request.path === path);
  }
}

function saved(access: string, user = "ana"): string {
  return JSON.stringify({ access, refresh: `${access}-refresh`, expiresAt: 900_000, restaurantId: "r1", user: { id: user } });
}

function json(status: number, body: object, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

const tokens = (access: string) => json(200, { access_token: access, refresh_token: `${access}-refresh`, expires_in: 900, restaurant_id: "r1", user: { id: "ana" } });
const refusal = (status: number, code: string, message: string) => json(status, { success: false, error: { code, message } });

test("an action that the box can't get to is tried again under the same key", async () => {
  const box = new Box([refusal(503, "busy", ""), refusal(429, "too_many_requests", ""), json(200, { id: "g" }, { "X-QTable-Seq": "7" })]);
  const answer = box.act("key-of-sixteen-ch");
  await box.clock.pass(2_000);
  assert.deepEqual(await answer, { body: { id: "g" }, seq: 7 });
  assert.deepEqual(box.requests.map((request) => request.headers["Idempotency-Key"]), Array(3).fill("key-of-sixteen-ch"));
});

test("an action that had to wait says with every try when it was done, any other says nothing", async () => {
  const box = new Box([refusal(503, "busy", ""), json(200, {}), json(200, {})]);
  const late = box.act("key-of-sixteen-ch", "2026-11-20T19:30:00.000Z");
  await box.clock.pass(2_000);
  await late;
  await box.act();
  const said = box.requests.map((request) => request.headers["Occurred-At"]);
  assert.deepEqual(said, ["2026-11-20T19:30:00.000Z", "2026-11-20T19:30:00.000Z", undefined]);
});

test("an action that nobody answered goes back to the queue at once", async () => {
  const box = new Box([new TypeError("network")]);
  await assert.rejects(box.act(), Unreachable);
  assert.equal(box.requests.length, 1);
});

test("a proxy that answers in the box's place is not the box's word", async () => {
  await assert.rejects(new Box([new Response("<h1>Bad Gateway</h1>", { status: 502 })]).act(), Unreachable);
});

test("a box that is busy to the end says not now, which is not no", async () => {
  const busy = () => refusal(503, "busy", "Nothing was changed.");
  const box = new Box([busy(), busy(), busy(), busy()]);
  const answer = assert.rejects(box.act(), (problem: Refusal) => problem.passing);
  await box.clock.pass(60_000);
  await answer;
});

test("an action is never sent with the token of somebody else", async () => {
  const box = new Box([json(200, {})], []);
  box.time = 890_000;
  box.saved["qtable.session"] = saved("elsewhere", "ben");
  await assert.rejects(box.act(), SessionOver);
  assert.deepEqual(box.requests, []);
});

test("a refusal is final and carries the box's words", async () => {
  const box = new Box([refusal(409, "table_occupied", "Table 12 is taken by Lee (party of 3).")]);
  await assert.rejects(box.act(), (problem: Refusal) => problem.code === "table_occupied" && problem.message.includes("taken by Lee"));
  assert.equal(box.requests.length, 1);
});

test("a token that is refused is renewed once, and the request repeated", async () => {
  const box = new Box([refusal(401, "token", ""), json(200, {})], [tokens("second")]);
  await box.act();
  assert.deepEqual(box.sent("/do").map((request) => request.headers["Authorization"]), ["Bearer first", "Bearer second"]);
  assert.equal(box.sent("/auth/refresh")[0]?.headers["Authorization"], "Bearer first-refresh");
});

test("requests that need a fresh token at the same time renew it once", async () => {
  const box = new Box([json(200, {}), json(200, {})], [tokens("second")]);
  box.time = 890_000;
  await Promise.all([box.act(), box.act()]);
  assert.equal(box.sent("/auth/refresh").length, 1);
});

test("a token that another tab has renewed is taken over", async () => {
  const box = new Box([json(200, {})], []);
  box.time = 890_000;
  box.saved["qtable.session"] = saved("elsewhere");
  await box.act();
  assert.deepEqual(box.requests.map((request) => request.headers["Authorization"]), ["Bearer elsewhere"]);
});

test("a refused renewal ends the session; one that got lost doesn't", async () => {
  const over = new Box([], [refusal(401, "token", "")]);
  over.time = 890_000;
  await assert.rejects(over.session.token(), SessionOver);
  const lost = new Box([], [new TypeError("network")]);
  lost.time = 890_000;
  await assert.rejects(lost.session.token(), Unreachable);
  assert.ok(lost.session.saved.value);
});

test("logging out forgets the tokens, also when the box is away", async () => {
  const box = new Box([new TypeError("network")]);
  await box.session.logout();
  assert.equal(box.session.saved.value, null);
  assert.deepEqual(box.saved, {});
});

test("a delta from a cursor that leads nowhere asks for a resync", async () => {
  const box = new Box([refusal(410, "resync_required", "")]);
  await assert.rejects(box.api.delta("r1", "v1.a.1.1"), ResyncRequired);
});

test("a full read that this person may not have is told apart from a box in trouble", async () => {
  const box = new Box([refusal(404, "not_found", "No such restaurant."), refusal(503, "busy", "")]);
  await assert.rejects(box.api.full("r1"), (problem: Error) => problem instanceof Unwelcome && problem.message === "No such restaurant.");
  await assert.rejects(box.api.full("r1"), Refusal);
});

test("ids are version 4 UUIDs, keys fit the box's pattern, and none repeats", () => {
  assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.match(newKey(), /^[A-Za-z0-9_-]{16,64}$/);
  assert.equal(new Set(Array.from({ length: 1000 }, newKey)).size, 1000);
});

test("who logged out while their token was renewed stays out, and whoever logged in meanwhile is in", async () => {
  for (const next of [null, "ben"]) {
    let renewed = (_: Response): void => {};
    const box = new Box([], [new Promise<Response>((answer) => (renewed = answer))]);
    const late = assert.rejects(box.session.token(true), SessionOver);
    box.session.forget();
    if (next) await box.comesIn(next);
    renewed(tokens("second"));
    await late;
    assert.equal(box.session.saved.value?.user.id, next ?? undefined);
    assert.equal(box.saved["qtable.session"]?.includes("second") ?? false, false);
  }
});

test("an answer that was cut off is no answer", async () => {
  const cut = new ReadableStream({ start: (body) => body.error(new TypeError("network")) });
  await assert.rejects(new Box([new Response(cut)]).act(), Unreachable);
});

test("a token that is refused even when it is fresh is asked for no third time", async () => {
  const box = new Box([refusal(401, "token", ""), refusal(401, "token", "")], [tokens("second")]);
  const answer = assert.rejects(box.act(), (problem: Refusal) => problem.status === 401);
  await box.clock.pass(10_000);
  await answer;
  assert.equal(box.sent("/do").length, 2);
});

test("a cursor that the box can't read is one that leads nowhere", async () => {
  await assert.rejects(new Box([refusal(400, "bad_cursor", "")]).api.delta("r1", "v9.a.1.1"), ResyncRequired);
});

test("who logs in while another one's token is renewed gets a token of their own", async () => {
  const own = json(200, { access_token: "ben2", refresh_token: "ben2-refresh", expires_in: 900, restaurant_id: "r1", user: { id: "ben" } });
  const box = new Box([], [new Promise<Response>(() => {}), own]);
  void box.session.token(true);
  box.session.forget();
  await box.comesIn("ben");
  assert.equal(await box.session.token(true), "ben2");
});

test("the end of a former person's renewal begins no second one of who is in now", async () => {
  let late = (_: Response): void => {};
  const box = new Box([], [new Promise<Response>((done) => (late = done)), new Promise<Response>(() => {})]);
  const former = box.session.token(true).catch((problem: unknown) => problem);
  box.session.forget();
  await box.comesIn("ben");
  const renewing = box.session.token(true);
  late(json(200, { access_token: "ana2", refresh_token: "ana2-refresh", expires_in: 900, restaurant_id: "r1", user: { id: "ana" } }));
  assert.ok(await former instanceof Error);
  void box.session.token(true);
  await new Promise(setImmediate);
  assert.equal(box.sent("/auth/refresh").length, 2);
  void renewing;
});

test("a request that was given up before it was sent is given up at once", async () => {
  let had: AbortSignal | null | undefined;
  const send = sender((async (_: string, init: RequestInit) => ((had = init.signal), json(200, {}))) as typeof fetch);
  await send({ method: "GET", path: "/", signal: AbortSignal.abort() });
  assert.equal(had?.aborted, true);
});
