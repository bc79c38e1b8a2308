// When what other devices did is read out: at once, and then not again for a while, lest nothing else be heard.
import { signal } from "@preact/signals";
import { acts } from "./texts/acts";

const PAUSE_MS = 3_000;
const MOST = 3;

export class Hearing {
  readonly said = signal<readonly string[]>([]);
  private unsaid = new Set<string>();
  private pause: ReturnType<typeof setTimeout> | undefined;

  hear(texts: readonly string[]): void {
    texts.forEach((text) => this.unsaid.add(text));
    if (this.pause === undefined && texts.length > 0) this.speak();
  }

  /** What has come meanwhile, and only how much where it is more than one listens to. */
  private speak(): void {
    const texts = [...this.unsaid];
    this.unsaid.clear();
    this.said.value = texts.length > MOST ? [acts.many(texts.length)] : texts;
    this.pause = texts.length > 0 ? setTimeout(() => this.speak(), PAUSE_MS) : undefined;
  }
}
