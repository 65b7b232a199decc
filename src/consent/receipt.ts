import type { Act } from "./act.ts";
import type { ConsentEvent, Purpose } from "./event.ts";

/**
 * What a person gets after a decision, and what the office can print again. Names as far as this person may read them.
 */
export interface Receipt {
  /**
   * `3F9A2-7C108-BD411`: the first 60 bits of the hash of the decision's last event,
   * so that it can be found in the chain.
   */
  code: string;
  child: { name: string; className: string };
  /** Who declared it, or "" for the office. */
  by: string;
  decided: { purpose: Purpose; kind: ConsentEvent["kind"] }[];
  at: string;
  /** The day of the declaration (ISO), where it was put down later. */
  day: string | null;
  route: ConsentEvent["route"];
  /** Who wrote it down, where it was not the person. */
  recordedBy: string;
  notice: { number: number; sha256: string };
  language: string;
  /** The words as typed and the labels of the buttons, in the order of the act; empty where it came another way. */
  acts: Act[];
  /** The exact text that was shown, or null. */
  shown: string | null;
}

/**
 * The receipt code of a decision.
 * In: the hash of its last event (64 hexadecimal digits). Groups of five, so that nobody takes it for a join code.
 */
export function receiptCode(hash: string): string {
  const upper = hash.slice(0, 15).toUpperCase();
  return `${upper.slice(0, 5)}-${upper.slice(5, 10)}-${upper.slice(10)}`;
}

/** The beginning of the hash that a typed receipt code names, or null. */
export function hashBeginning(typed: string): string | null {
  const digits = typed.toLowerCase().replaceAll(/[^0-9a-z]/g, "");
  return /^[0-9a-f]{15}$/.test(digits) ? digits : null;
}
