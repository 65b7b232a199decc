import { createHmac, timingSafeEqual } from "node:crypto";

const minute = 60 * 1000;
/** How long somebody may take over a question, such as which finger, or over signing in elsewhere. */
const lasts = 5 * minute;
const mostUsed = 20_000;
const [sizeOfTime, sizeOfChance, sizeOfSign] = [8, 16, 32];

/**
 * Questions that are answered once, by the browser that was asked, within five minutes. Nothing is kept of a question
 * before it is answered: whoever only asks fills no memory. With the process all of them are over.
 */
export class Once {
  private readonly key: Uint8Array;
  private readonly randomBytes: (count: number) => Uint8Array;
  private readonly used = new Set<string>();

  constructor(randomBytes: (count: number) => Uint8Array) {
    this.randomBytes = randomBytes;
    this.key = randomBytes(32);
  }

  /** A question as base64url. In: what it is for; what only this browser has; now (ms). */
  ask(purpose: string, browser: string, now: number): string {
    const time = Buffer.alloc(sizeOfTime);
    time.writeBigUInt64BE(BigInt(now));
    const head = Buffer.concat([time, this.randomBytes(sizeOfChance)]);
    return Buffer.concat([head, this.sign(head, purpose, browser)]).toString("base64url");
  }

  /** Whether this question was asked for that, of this browser, and is answered for the first time and in time. */
  isAnswered(question: string, purpose: string, browser: string, now: number): boolean {
    const bytes = Buffer.from(question, "base64url");
    if (bytes.length !== sizeOfTime + sizeOfChance + sizeOfSign) return false;
    const head = bytes.subarray(0, sizeOfTime + sizeOfChance);
    if (!timingSafeEqual(bytes.subarray(head.length), this.sign(head, purpose, browser))) return false;
    const age = now - Number(head.readBigUInt64BE());
    const name = head.toString("base64url");
    if (age > lasts || age < -minute || this.used.has(name)) return false;
    // Not by the clock, which may be set back: the one that was answered first is forgotten first.
    this.used.add(name);
    const [first] = this.used;
    if (first !== undefined && this.used.size > mostUsed) this.used.delete(first);
    return true;
  }

  private sign(head: Uint8Array, purpose: string, browser: string): Buffer {
    return createHmac("sha256", this.key)
      .update(head)
      .update(JSON.stringify([purpose, browser]))
      .digest();
  }
}
