// The verbs of the service: who is on, and has whole sections. Not shown before the box has answered, and not queued:
// these are agreed on in the room. A single table is handed over like any other act of the floor.
import type { Api } from "./api";
import { Refusal, Unreachable } from "./http";
import { newKey } from "./ids";
import type { Notice, Stand } from "./stand";
import { acts } from "./texts/acts";
import { refusalText } from "./texts/refusals";
import { service } from "./texts/service";
import type { Server, Table } from "./wire";

export type Turn = "on-duty" | "off-duty" | "pause" | "resume";

export class Shifts {
  constructor(private readonly api: Api, private readonly stand: Stand, private readonly restaurantId: string) {}

  async add(name: string): Promise<boolean> {
    return this.send("POST", "/servers", { name, onDuty: true }, service.done["on-duty"](name));
  }

  turn(verb: Turn, { id, name }: Server): void {
    void this.send("POST", `/servers/${id}/${verb}`, {}, service.done[verb](name));
  }

  /** Their `tables` are nobody's then; undone, they have them again. */
  end(server: Server, tables: Table[]): void {
    const run = () => void this.send("POST", `/servers/${server.id}/on-duty`, {}).then((on) => on && this.assign(server, tables));
    void this.send("POST", `/servers/${server.id}/off-duty`, {}, service.done["off-duty"](server.name), { label: acts.undo, run });
  }

  handSection(sectionId: string, { id, name }: Server, section: string): void {
    void this.send("POST", `/servers/${id}/assign`, { section_ids: [sectionId] }, service.handed(section, name));
  }

  private assign({ id }: Server, tables: Table[]): void {
    void this.send("POST", `/servers/${id}/assign`, { table_ids: tables.map((table) => table.id) });
  }

  /** Tells what went wrong, or `said`; whether it is done. */
  private async send(method: string, path: string, body: object, said?: string, action?: Notice["action"]): Promise<boolean> {
    try {
      await this.api.act({ method, path: `/restaurants/${this.restaurantId}${path}`, body }, newKey());
    } catch (problem) {
      const text = problem instanceof Refusal ? refusalText(problem) : problem instanceof Unreachable ? acts.unanswered : acts.failed;
      this.stand.tell({ kind: "failure", text: text || acts.refused });
      return false;
    }
    if (said) this.stand.tell({ kind: "done", text: said, ...(action && { action }) });
    return true;
  }
}
