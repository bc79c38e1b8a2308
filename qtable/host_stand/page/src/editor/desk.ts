// The manager's drawing desk: the draft in work, what is picked, and how the box has it.
import { computed, signal } from "@preact/signals";
import type { Api } from "../api";
import type { components } from "../generated/api";
import { Refusal, Unreachable } from "../http";
import { newKey } from "../ids";
import { acts } from "../texts/acts";
import { refusalText } from "../texts/refusals";
import type { TableShape } from "../wire";
import { differences, type Differences } from "./differences";
import { alike, plain, type Combination, type Draft, type DraftTable, type Ids, type Named } from "./draft";
import type { Spot } from "./geometry";
import { back, begun, forth, went, type History } from "./history";

type Answered = components["schemas"]["FloorDraft"];

export type Saving = "saved" | "saving" | "unsaved";

const NOBODY: Ids = new Set();

export class Desk {
  readonly history = signal<History | null>(null);
  readonly draft = computed(() => this.history.value?.now ?? null);
  readonly picked = signal(NOBODY);
  /** What is being dragged onto the plan. */
  readonly ghost = signal<{ shape: TableShape; at: Spot } | null>(null);
  /** Taps add to what is picked. */
  readonly several = signal(false);
  readonly room = signal<string | null>(null);
  readonly saving = signal<Saving>("saved");
  readonly stored = signal(false);
  /** Why the draft could not be read or stored. */
  readonly problem = signal("");
  readonly clashes = signal<Answered["conflicts"]>([]);
  /** Undefined while something clashes: the box keeps the one that the draft was made from. */
  private base: string | undefined;
  /** The floor as the box had it last, which is the base once its clashes were looked at. */
  private seen = "";
  private version = 0;
  private kept: Draft | null = null;
  private busy: Promise<void> | null = null;
  private unanswered = false;
  private failure: unknown;

  constructor(private readonly api: Api, private readonly restaurantId: string, private readonly userId: string) {}

  async read(): Promise<void> {
    await this.trying(async () => this.take(await this.ask()));
  }

  /** `about` as in `went`. */
  edit(next: Draft, about = ""): void {
    const { history } = this;
    if (history.value) history.value = went(history.value, next, about && `${about} ${[...this.picked.peek()].join()}`);
    void this.store();
  }

  undo(): void {
    this.step(back);
  }

  redo(): void {
    this.step(forth);
  }

  pick(ids: Iterable<string>): void {
    this.picked.value = new Set(ids);
  }

  toggle(id: string): void {
    const picked = new Set(this.picked.value);
    if (!picked.delete(id)) picked.add(id);
    this.picked.value = picked;
  }

  /** One request after the other, until the box has what is drawn. */
  store(): Promise<void> {
    return (this.busy ??= this.trying(() => this.storeAll()).finally(() => (this.busy = null)));
  }

  /** The draft stays as it is, whatever has happened on the floor. */
  keep(): void {
    this.base = this.seen;
    this.clashes.value = [];
    this.kept = null;
    void this.store();
  }

  /** What publishing would change on the floor as it is now. Throws Unreachable and Refusal. */
  async review(): Promise<Differences> {
    await this.store();
    if (this.saving.peek() === "unsaved") throw this.failure;
    this.take(await this.ask());
    const [tables, sections, combinations] = await Promise.all(["tables", "sections", "combinations"].map((list) => this.api.read(this.path(list))));
    const now = { tables: tables as DraftTable[], sections: sections as Named[], combinations: combinations as Combination[] };
    return differences(now, plain(this.draft.peek()!));
  }

  /** Answers with what is wrong, or nothing. */
  publish(): Promise<string> {
    return this.end("POST", "floor/draft/publish");
  }

  /** Answers with what is wrong, or nothing. */
  discard(): Promise<string> {
    return this.end("DELETE", "floor/draft");
  }

  /** After what is on its way: else the one would be refused for the other's sake. */
  private async end(method: string, path: string): Promise<string> {
    await this.busy;
    try {
      await this.api.act({ method, path: this.path(path), body: { base_version: this.version } }, newKey());
      this.take(await this.ask());
      return "";
    } catch (problem) {
      return textOf(problem);
    }
  }

  private step(to: (history: History) => History): void {
    if (this.history.value) this.history.value = to(this.history.value);
    void this.store();
  }

  private async storeAll(): Promise<void> {
    if (this.unanswered) await this.ownAnswer();
    for (let sent = this.draft.peek(); sent && sent !== this.kept; sent = this.draft.peek()) {
      this.saving.value = "saving";
      const body = { ...plain(sent), base: this.base, base_version: this.version };
      this.unanswered = true;
      const { body: answer } = await this.api.act({ method: "PUT", path: this.path("floor/draft"), body }, newKey());
      this.unanswered = false;
      this.keepUp(answer as Answered, sent);
    }
    this.saving.value = "saved";
  }

  /** Whether a request that nobody answered was carried out all the same. */
  private async ownAnswer(): Promise<void> {
    const { version, savedBy } = await this.ask();
    if (version === this.version + 1 && savedBy?.id === this.userId) this.version = version;
    this.unanswered = false;
  }

  private keepUp(answer: Answered, sent: Draft): void {
    this.version = answer.version;
    this.stored.value = answer.stored;
    this.kept = sent;
    // Drawn on meanwhile: the next answer tells.
    if (answer.base === this.base || this.draft.peek() !== sent) return;
    this.take(answer);
  }

  private take(answer: Answered): void {
    this.seen = answer.base;
    this.base = answer.conflicts.length > 0 ? undefined : answer.base;
    this.version = answer.version;
    this.stored.value = answer.stored;
    this.clashes.value = answer.conflicts;
    const draft = this.draft.peek();
    if (draft && alike(draft, answer)) this.kept = draft;
    else this.lay(answer);
    this.saving.value = "saved";
  }

  /** A floor that isn't only one step on: what was before can't be gone back to. */
  private lay(draft: Draft): void {
    this.kept = plain(draft);
    this.history.value = begun(this.kept);
    const { tables, sections } = this.kept;
    this.pick([...this.picked.value].filter((id) => tables.some((one) => one.id === id)));
    if (!sections.some(({ name }) => name === this.room.value)) this.room.value = null;
  }

  private async trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.problem.value = "";
    } catch (problem) {
      this.saving.value = "unsaved";
      this.failure = problem;
      if (!(problem instanceof Unreachable)) this.unanswered = false;
      this.problem.value = textOf(problem);
    }
  }

  private async ask(): Promise<Answered> {
    return (await this.api.read(this.path("floor/draft"))) as Answered;
  }

  private path(of: string): string {
    return `/restaurants/${this.restaurantId}/${of}`;
  }
}

export function textOf(problem: unknown): string {
  if (problem instanceof Unreachable) return acts.unanswered;
  return problem instanceof Refusal ? refusalText(problem) || acts.refused : acts.failed;
}
