// The host's verbs: shown at once, sent under one key, taken back if the box says no.
import type { Api } from "./api";
import { Refusal, Unreachable } from "./http";
import { newId, newKey } from "./ids";
import type { Intent, Verb } from "./intents";
import { table } from "./store";
import type { Stand } from "./stand";
import { SessionOver } from "./sync/ports";
import { acts } from "./texts/acts";
import { refusalText } from "./texts/refusals";
import { sheet } from "./texts/sheet";
import type { Guest, Table } from "./wire";

export interface WalkIn {
  name: string;
  partySize: number;
  quotedWait?: number;
  phoneNumber?: string;
  notes?: string;
}

type PartyVerb = "seat" | "move" | "unseat" | "finish" | "cancel" | "no-show";

export class Actions {
  constructor(
    private readonly stand: Stand,
    private readonly api: Api,
    private readonly restaurantId: string,
    /** Told the transaction of each action, to check that the stream brings it. */
    private readonly expect: (seq: number) => void,
  ) {}

  async addWalkIn(walkIn: WalkIn): Promise<Guest | null> {
    const party = this.draft(walkIn);
    const created = await this.run({ ...this.intent("create", party.id, null), party }, { ...walkIn, id: party.id });
    return created ? party : null;
  }

  async seatWalkIn(partySize: number, target: Table): Promise<void> {
    this.stand.open(null);
    const party = await this.addWalkIn({ name: sheet.walkInName, partySize });
    if (party) await this.seat(party, target);
  }

  async seat(party: Guest, target: Table, override = false): Promise<void> {
    this.stand.chosenId.value = null;
    const verb = party.status === "seated" ? "move" : "seat";
    const body = { table_id: target.id, ...(override ? { override } : {}) };
    const again = () => void this.seat(party, target, true);
    if (!(await this.run(this.intent(verb, party.id, target.id), body, again))) return;
    const back = table(this.known(), party.tableId);
    this.say(verb, party, target, () => void (back ? this.seat({ ...party, status: "seated" }, back) : this.unseat(party)));
  }

  async finish(party: Guest): Promise<void> {
    this.stand.open(null);
    const where = table(this.known(), party.tableId);
    if (!(await this.run(this.intent("finish", party.id, null), {}))) return;
    this.say("finish", party, where, where && (() => void this.seat({ ...party, status: "finished", tableId: null }, where)));
  }

  async unseat(party: Guest): Promise<void> {
    this.stand.open(null);
    const where = table(this.known(), party.tableId);
    if (!(await this.run(this.intent("unseat", party.id, null), {}))) return;
    this.say("unseat", party, undefined, where && (() => void this.seat({ ...party, status: "waiting", tableId: null }, where)));
  }

  async remove(verb: "cancel" | "no-show", party: Guest): Promise<void> {
    this.stand.chosenId.value = null;
    if (await this.run(this.intent(verb, party.id, null), {})) this.say(verb, party, undefined, () => void this.restore(party));
  }

  async clear(target: Table): Promise<void> {
    this.stand.open(null);
    await this.run(this.intent("clear", null, target.id), {});
  }

  /** A tapped table: takes the chosen party if there is one, else shows itself. */
  tapTable(target: Table): void {
    const party = this.stand.chosen.value;
    if (!party) return this.stand.open({ kind: "table", id: target.id });
    if (party.tableId === target.id) return this.stand.choose(null);
    void this.seat(party, target);
  }

  /** Takes back a cancellation or a no-show. */
  private async restore(party: Guest): Promise<void> {
    await this.run({ ...this.intent("restore", party.id, null), party }, { status: "waiting" });
  }

  private async run(intent: Intent, body: object, anyway?: () => void): Promise<boolean> {
    this.stand.begin(intent);
    try {
      const answer = await this.api.act({ ...this.address(intent), body }, intent.key);
      this.stand.acknowledge(intent.key, answer.seq);
      if (answer.seq !== undefined) this.expect(answer.seq);
      return true;
    } catch (problem) {
      this.stand.withdraw(intent.key);
      this.fail(problem, anyway);
      return false;
    }
  }

  private fail(problem: unknown, anyway?: () => void): void {
    const tooMany = problem instanceof Refusal && problem.code === "over_capacity";
    const action = tooMany && anyway ? { action: { label: acts.seatAnyway, run: anyway } } : {};
    this.stand.tell({ kind: "failure", text: failureText(problem), ...action });
  }

  private say(verb: PartyVerb, party: Guest, where: Table | undefined, undo?: (() => void) | undefined): void {
    const action = undo ? { action: { label: acts.undo, run: undo } } : {};
    this.stand.tell({ kind: "done", text: acts.done(verb, party, where), ...action });
  }

  private address({ verb, guestId, tableId }: Intent): { method: string; path: string } {
    const restaurant = `/restaurants/${this.restaurantId}`;
    if (verb === "create") return { method: "POST", path: `${restaurant}/guests` };
    if (verb === "clear") return { method: "POST", path: `${restaurant}/tables/${tableId}/clear` };
    if (verb === "restore") return { method: "PUT", path: `${restaurant}/guests/${guestId}/status/atomic` };
    return { method: "POST", path: `${restaurant}/guests/${guestId}/${verb}` };
  }

  private intent(verb: Verb, guestId: string | null, tableId: string | null): Intent {
    return { key: newKey(), verb, at: this.stand.clock.stamp(), guestId, tableId };
  }

  private draft({ name, partySize, quotedWait, phoneNumber, notes }: WalkIn): Guest {
    const said = { quotedWait: quotedWait ?? null, phoneNumber: phoneNumber ?? null, notes: notes ?? null };
    const fresh = { status: "waiting", tableId: null, seatedTime: null, arrivalTime: this.stand.clock.stamp() } as const;
    return { id: newId(), name, partySize, ...said, ...fresh, tags: [], dietaryRestrictions: [] };
  }

  private known() {
    const state = this.stand.known.value;
    if (!state) throw new Error("an action before the first full read");
    return state;
  }
}

function failureText(problem: unknown): string {
  if (problem instanceof Unreachable) return acts.unanswered;
  if (problem instanceof SessionOver) return acts.sessionOver;
  return problem instanceof Refusal ? refusalText(problem) || acts.refused : acts.failed;
}
