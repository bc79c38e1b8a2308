import { type Line, type Ports, SessionOver } from "./ports";
import { timeToRenew } from "./pace";

/** Renews the token of a standing line before it runs out. */
export class TokenKeeper {
  /** The longest that a token was seen to live, in seconds. */
  private life = 0;
  private renewing = false;

  constructor(private readonly ports: Ports, private readonly line: Line) {}

  /** Throws SessionOver; any other failure waits for the next head, as the line still stands. */
  async look(secondsLeft: number): Promise<void> {
    this.life = Math.max(this.life, secondsLeft);
    if (this.renewing || !timeToRenew(secondsLeft, this.life)) return;
    this.renewing = true;
    try {
      await this.line.ask("sync:auth", { token: await this.ports.token(true) });
    } catch (problem) {
      if (problem instanceof SessionOver) throw problem;
    } finally {
      this.renewing = false;
    }
  }
}
