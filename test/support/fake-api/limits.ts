import { Refusal, tooMany } from "../../../src/bot-api/refusal.ts";

/** So many messages a second, after a burst of so many. */
export interface Rate {
  perSecond: number;
  burst: number;
}

/**
 * As the messenger's documentation has it: 30 a second in all, one a second in a chat, "short bursts" allowed.
 * How long a burst may be is not said; a dialogue's few messages at once must pass.
 */
export const messengersLimits = { all: { perSecond: 30, burst: 30 }, chat: { perSecond: 1, burst: 10 } };

/** What counts as a message. */
const counted = new Set(["sendMessage", "sendDocument", "editMessageText", "editMessageReplyMarkup"]);

/** The messenger's own limits on what a bot may send. */
export class Limits {
  private readonly rates: { all: Rate; chat: Rate };
  private readonly all: Bucket;
  private readonly chats = new Map<number, Bucket>();

  constructor(rates: { all: Rate; chat: Rate }) {
    this.rates = rates;
    this.all = new Bucket(rates.all);
  }

  /** The refusal of a call that is too many, or null. In: the moment (ms). */
  refusal(method: string, chat: number | undefined, now: number): Refusal | null {
    if (!counted.has(method) || chat === undefined) return null;
    const own = this.chats.get(chat) ?? new Bucket(this.rates.chat);
    this.chats.set(chat, own);
    const wait = Math.max(own.waitAt(now), this.all.waitAt(now));
    if (wait > 0) return tooMany(Math.ceil(wait));
    own.take();
    this.all.take();
    return null;
  }
}

class Bucket {
  private readonly rate: Rate;
  private left: number;
  private at = 0;

  constructor(rate: Rate) {
    this.rate = rate;
    this.left = rate.burst;
  }

  /** After how many seconds there is room. */
  waitAt(now: number): number {
    if (this.at > 0) this.left = Math.min(this.rate.burst, this.left + ((now - this.at) / 1000) * this.rate.perSecond);
    this.at = now;
    return this.left >= 1 ? 0 : (1 - this.left) / this.rate.perSecond;
  }

  take(): void {
    this.left -= 1;
  }
}
