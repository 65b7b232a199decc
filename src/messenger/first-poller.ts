import { isSameTrace, traces } from "./traces.ts";

const second = 1000;
/** So long (ms) whoever is the first is so without word of it: less than anybody needs to prove that nobody is. */
const lease = 1.1 * second;
/** So long (ms) and up to so much longer nobody else may have asked: two that begin at once prove it not as fast. */
const [provesItself, orLonger] = [1.2 * second, 0.5 * second];
/** So often within that time it is looked who has asked last. */
const looks = 3;
/** The first one asks again so soon (ms) after another that this one sees it. */
const comesBackAfter = 300;
/** Whoever is disturbed again so soon (ms) does not know who is the first: the messenger may tell of it late. */
const calmAfter = 2.5 * second;
/** So long (ms) whoever came second waits, and then twice as long, and no longer than that. */
const [givesWayFor, longestGivingWay] = [3 * second, 30 * second];

/** A moment, on each of the clocks. */
type Moment = readonly number[];

interface Given {
  /** Clocks (ms) of which one at least goes on while the process is stopped; the first one never jumps. */
  clocks: readonly (() => number)[];
  /** Whether nobody else can poll. */
  isAlone: boolean;
  chance?: () => number;
}

/**
 * Of several processes that poll with one token, one is the first, and works; the others leave what comes where it is.
 *
 * Whoever asks leaves a trace, and the messenger shows the newest (`getUpdates` sets `allowed_updates` for good,
 * `getWebhookInfo` tells them). Whoever finds its own trace untouched for `provesItself` and a random while more is the
 * first, for as long as `lease`, which is shorter, and each further poll that is answered within it prolongs it. A poll
 * that waits prolongs it too, as long as the process is seen to run: another one's would have ended it (409). So
 * whoever was stopped, or heard nothing, is the first no more when it goes on; it looks before it asks, and where its
 * last trace is still the newest, nobody came, and it is the first again at once.
 *
 * What polling cannot exclude: what was begun when the process was stopped is ended when it goes on, and its successor
 * has done it as well; so is what was put down of a chat that is held up, and not yet confirmed. An answer of the
 * messenger, or a 409, that is on its way for longer than the difference of both times may come too late: then what one
 * poll brings may be taken twice. Two traces are alike once in 32,767 times. A messenger that shows no traces leaves
 * the 409 alone, which only polls that wait can meet, and so does a stranger that polls without saying what for.
 */
export class Precedence {
  /** From when the lease counts; null where this one is not the first, and was not. */
  private held: Moment | null = null;
  private proof: { since: number; length: number } | null = null;
  private poll: { at: Moment; waits: number; isOpen: boolean } = { at: [], waits: 0, isOpen: false };
  /** The trace of the last poll, and of the last one that was surely asked as the first. */
  private newest: number | null = null;
  private proven: number | null = null;
  private lookedAt: Moment = [];
  private disturbedAt = -Infinity;
  private gaveWay = 0;
  private readonly clocks: Given["clocks"];
  private readonly isAlone: boolean;
  private readonly chance: () => number;

  constructor({ clocks, isAlone, chance = Math.random }: Given) {
    [this.clocks, this.isAlone, this.chance] = [clocks, isAlone, chance];
  }

  get isFirst(): boolean {
    return this.isAlone || this.holds;
  }

  /** Whether it was the first, and does not know whether it is so still: then it looks before it asks. */
  get isInDoubt(): boolean {
    return !this.isAlone && this.held !== null && !this.holds;
  }

  /** How long ago (ms) somebody else was noticed last. */
  get undisturbedFor(): number {
    return this.ran - this.disturbedAt;
  }

  /** How long to wait (ms) before it is looked who has asked last. */
  get untilLook(): number {
    if (!this.proof) return 0;
    const { since, length } = this.proof;
    return Math.ceil(Math.max(0, Math.min(length - (this.ran - since), length / looks)));
  }

  /** It asks, and waits so many seconds at most. Out: the trace that this leaves, if anybody is to see it. */
  asks(seconds: number): number | null {
    this.poll = { at: this.here, waits: seconds * second, isOpen: true };
    // Another one each time: two that have the same by chance do not have it for long.
    this.newest = this.isAlone ? null : 1 + Math.floor(this.chance() * traces);
    return this.newest;
  }

  /** Called again and again while a poll is open: the process runs. */
  runs(): void {
    const { at, waits, isOpen } = this.poll;
    if (!isOpen || !this.holds) return;
    this.proven = this.newest;
    if (this.ran - (at[0] ?? 0) < waits) this.held = this.here;
  }

  /** The poll was answered. In: whether nothing came. */
  answered(cameNothing: boolean): void {
    const { at, waits } = this.poll;
    this.poll.isOpen = false;
    if (this.holds) [this.held, this.proven] = [waits > 0 ? this.here : at, this.newest];
    else if (this.held === null) this.begins(cameNothing ? Math.min(waits, this.ran - (at[0] ?? 0)) : 0);
  }

  /** The poll, or a look, went wrong. */
  failed(): void {
    if (this.poll.isOpen && this.holds) this.proven = this.newest;
    [this.poll.isOpen, this.proof] = [false, null];
  }

  looks(): void {
    this.lookedAt = this.here;
  }

  /** In: the trace that was found; null where none is shown. Out: who is the first now, as far as is known. */
  looked(trace: number | null): "this one" | "another" | "nobody yet" {
    const isProven = this.held !== null && isSameTrace(trace, this.proven);
    if (trace !== null && !isSameTrace(trace, this.newest) && !isProven) return "another";
    if (!isProven) {
      this.held = null;
      if (!this.proof) this.begins(0);
      const { since, length } = this.proof ?? { since: 0, length: Infinity };
      if ((this.lookedAt[0] ?? 0) - since < length) return "nobody yet";
      [this.proven, this.gaveWay] = [this.newest, 0];
    }
    [this.held, this.proof] = [this.lookedAt, null];
    return "this one";
  }

  /** Somebody else polls. Out: how long to wait (ms) before the next poll. */
  disturbed(): number {
    const isCalm = this.undisturbedFor > calmAfter;
    [this.disturbedAt, this.poll.isOpen] = [this.ran, false];
    if (this.isAlone) return comesBackAfter;
    if (this.holds && isCalm) {
      [this.held, this.proven] = [this.here, this.newest];
      return comesBackAfter;
    }
    [this.held, this.proof, this.proven] = [null, null, null];
    this.gaveWay += 1;
    return Math.min(givesWayFor * 2 ** (this.gaveWay - 1), longestGivingWay);
  }

  private get here(): Moment {
    return this.clocks.map((clock) => clock());
  }

  /** The first clock (ms). */
  private get ran(): number {
    return this.clocks[0]?.() ?? 0;
  }

  private get holds(): boolean {
    const { held } = this;
    return held !== null && this.here.every((now, at) => now - (held[at] ?? 0) < lease);
  }

  /** The proof begins: so long ago (ms) nobody else had asked already. */
  private begins(ago: number): void {
    this.proof = { since: this.ran - ago, length: provesItself + orLonger * this.chance() };
  }
}
