import { setTimeout as sleep } from "node:timers/promises";
import type { Update } from "grammy/types";

/** What whoever has sent an update is answered; with 503 it is sent again. */
export type Received = 200 | 503;

/** An update that was sent, and whoever waits until it is done. */
interface Held {
  update: Update;
  /** Whether it was handed out: whatever comes later with a lower number was not, and is not done. */
  isGiven: boolean;
  answers: ((status: Received) => void)[];
}

interface Given {
  /** Whether other processes may have put something down, which is looked for whenever nothing comes. */
  isPutDown?: () => Promise<boolean>;
  /** So long (ms) whoever sends waits for an answer; the messenger itself waits a minute. */
  patience?: number;
}

/** So many are sent side by side, and handed out at once. */
export const mostAtOnce = 100;
/** So many answers are waited for: where a connection breaks off, the messenger sends anew beside what is held here. */
const mostHeld = 2 * mostAtOnce;
const second = 1000;

/**
 * What the messenger sends, in the place of what it is asked for: it is answered when it is done. So whoever dies has
 * not answered, and it comes again; what comes again and was done is known by its number.
 */
export class Webhook {
  private readonly held = new Map<number, Held>();
  private readonly isPutDown: Given["isPutDown"];
  private readonly patience: number;
  private waiting = 0;
  private isClosed = false;
  private came = Promise.withResolvers<void>();

  constructor({ isPutDown, patience = 50 * second }: Given = {}) {
    [this.isPutDown, this.patience] = [isPutDown, patience];
  }

  /** Takes in what was sent. Out: what to answer, once it is done, or waited for too long. */
  async receive(update: Update): Promise<Received> {
    const known = this.held.get(update.update_id);
    if (this.isClosed || this.waiting >= mostHeld || (!known && this.held.size >= mostHeld)) return 503;
    const held = known ?? { update, isGiven: false, answers: [] };
    this.held.set(update.update_id, held);
    this.waiting += 1;
    const answered = new Promise<Received>((answer) => held.answers.push(answer));
    const late = setTimeout(() => this.putOff(held), this.patience);
    late.unref();
    this.came.resolve();
    return await answered.finally(() => {
      this.waiting -= 1;
      clearTimeout(late);
    });
  }

  /**
   * Hands out what was sent, as the messenger would (`getUpdates`): what is before this number is done, and answered.
   * As what was sent side by side comes in any order, that is so of what was handed out alone; all else is handed out,
   * whatever its number. Out: the lowest first, a hundred at most.
   */
  async ask(offset: number, seconds: number, leaving: AbortSignal): Promise<Update[]> {
    for (const one of this.held.values())
      if (one.isGiven && one.update.update_id < offset) {
        this.held.delete(one.update.update_id);
        answer(one, 200);
      }
    if (this.held.size === 0 && seconds > 0) await this.untilSome(seconds * second, leaving);
    const all = [...this.held.values()].sort((one, other) => one.update.update_id - other.update.update_id);
    const some = all.slice(0, mostAtOnce);
    for (const one of some) one.isGiven = true;
    return some.map(({ update }) => update);
  }

  /** Settles when something is sent. */
  async coming(): Promise<void> {
    if (this.held.size > 0) return;
    this.came = Promise.withResolvers();
    await this.came.promise;
  }

  /** From here on whatever is sent, and was not answered, is to come again. */
  close(): void {
    this.isClosed = true;
    for (const one of this.held.values()) answer(one, 503);
  }

  /** What is being worked on is waited for again by whoever sends it again. */
  private putOff(held: Held): void {
    if (!held.isGiven) this.held.delete(held.update.update_id);
    answer(held, 503);
  }

  private async untilSome(ms: number, leaving: AbortSignal): Promise<void> {
    const until = performance.now() + ms;
    for (let left = ms; left > 0 && !leaving.aborted; left = until - performance.now()) {
      this.came = Promise.withResolvers();
      if (await this.isPutDown?.().catch(() => false)) return;
      const round = new AbortController();
      const slice = sleep(this.isPutDown ? Math.min(left, second) : left, undefined, {
        signal: AbortSignal.any([leaving, round.signal]),
      });
      await Promise.race([this.came.promise, slice.catch(() => undefined)]);
      round.abort();
      if (this.held.size > 0) return;
    }
  }
}

function answer(held: Held, status: Received): void {
  for (const one of held.answers.splice(0)) one(status);
}
