import type { Log } from "../house/house.ts";

/** What is looked at again and again, one after the other, until it is over. */
export class RoundsOfLooking {
  private readonly log: Log;
  private readonly timers = new Set<NodeJS.Timeout>();
  private busy: Promise<void> = Promise.resolve();
  isOver = false;

  constructor(log: Log) {
    this.log = log;
  }

  /** Looks every so often (ms), reckoned from when it has looked; the same failure is said once. */
  every(ms: number, failed: string, look: () => Promise<void>): void {
    let said = "";
    const again = () => {
      if (this.isOver) return;
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        this.busy = this.busy
          .then(() => (this.isOver ? undefined : look()))
          .then(
            () => void (said = ""),
            (error: unknown) => {
              if (String(error) !== said) this.log.error({ why: String(error) }, failed);
              said = String(error);
            },
          );
        void this.busy.then(again);
      }, ms);
      this.timers.add(timer);
    };
    again();
  }

  /** No more of it; what is being looked at is waited for. */
  async end(): Promise<void> {
    this.isOver = true;
    for (const timer of this.timers) clearTimeout(timer);
    await this.busy;
  }
}
