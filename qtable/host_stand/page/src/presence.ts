// Who is on the stand, asked for anew on each line.
import { signal } from "@preact/signals";
import type { components } from "./generated/live";
import type { Line, LineEvents } from "./sync/ports";

export type Present = components["schemas"]["Present"];

export class Presence {
  readonly people = signal<readonly Present[]>([]);

  /** The same lines, on which this listens along. Nobody is known once one is down. */
  on(open: (token: string, events: LineEvents) => Line): (token: string, events: LineEvents) => Line {
    return (token, events) => {
      const none = () => (this.people.value = []);
      const line: Line = open(token, {
        up: () => {
          line.say("presence");
          events.up();
        },
        refused: events.refused,
        down: (reason) => {
          none();
          events.down(reason);
        },
        heard: (event, payload) => {
          if (event === "presence") this.people.value = (payload as { people: Present[] }).people;
          events.heard(event, payload);
        },
      });
      const close = line.close.bind(line);
      line.close = () => {
        none();
        close();
      };
      return line;
    };
  }
}
