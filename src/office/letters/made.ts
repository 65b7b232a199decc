import { ForAWhile } from "../page/for-a-while.ts";
import type { OfficeParts } from "../page/parts.ts";
import type { AddressFound } from "./addressed.ts";
import type { SlipOf } from "./slips.ts";

/** What was made, by a form that is sent once. */
interface Sent {
  /** The mark of that form. */
  act: string;
  /** The class that it is for, "all", "teachers", or the id of a person. */
  about: string;
}

/**
 * Letters with codes, by person; the letters themselves are written anew whenever they are looked at. Each keeps its
 * number, whoever is not printed again.
 */
export interface MadeLetters extends Sent {
  kind: "letters";
  codes: ReadonlyMap<string, string>;
  numbers: ReadonlyMap<string, number>;
  expires: Date;
  addressed: AddressFound | null;
}

/** Reminders on paper, without codes. `returnBy`: the day until which the form is wished for (ISO). */
export interface MadeReminders extends Sent {
  kind: "reminders";
  people: ReadonlySet<string>;
  numbers: ReadonlyMap<string, number>;
  returnBy: string;
  addressed: AddressFound | null;
}

/** Codes without a letter. */
export interface MadeSlips extends Sent {
  kind: "slips";
  title: "letters.teachers" | "custody.code";
  slips: readonly (SlipOf & { id: string; code: string })[];
  expires: Date;
}

export type Made = MadeLetters | MadeReminders | MadeSlips;

/** For how many minutes what was made can be seen again. */
export const lastsMinutes = 60;
const lasts = lastsMinutes * 60 * 1000;
/** How many codes and addresses are held together: several whole schools. */
const mostHeld = 200_000;

/**
 * What was made, by who made it: in memory only, an hour, for nobody else; codes are stored as hashes, and addresses
 * nowhere. Where it becomes too much together, the oldest is forgotten, as if its time were over.
 */
export class MadeBefore {
  private readonly kept = new ForAWhile<Made>(lasts, { weightOf, most: mostHeld });

  /** Keeps what was made; again, with addresses, only where it is still held, and no longer. */
  keep(personId: string, made: Made, now: Date): void {
    const name = nameOf(personId, made.act);
    if (hasAddresses(made) || this.kept.get(name, now) !== null) this.kept.replace(name, made, now);
    else this.kept.put(name, made, now);
  }

  /** What this person has made by this form, or null where it is another's or over. */
  of(personId: string, act: string, now: Date): Made | null {
    return this.kept.get(nameOf(personId, act), now);
  }

  /** What this person has made last with codes for this class, "all" or "teachers", or null. */
  latest(personId: string, about: string, now: Date): { act: string; at: Date } | null {
    const own = this.kept.entries(now).filter(({ name, held }) => name === nameOf(personId, held.act));
    const last = own.findLast(({ held }) => held.kind !== "reminders" && held.about === about);
    return last ? { act: last.held.act, at: last.at } : null;
  }
}

const hasAddresses = (made: Made) => made.kind !== "slips" && made.addressed !== null;

/** What the routes of letters work with. */
export interface Mailing {
  parts: OfficeParts;
  before: MadeBefore;
}

const nameOf = (personId: string, act: string) => `${personId} ${act}`;

function weightOf(made: Made): number {
  if (made.kind === "slips") return made.slips.length;
  const people = made.kind === "letters" ? made.codes.size : made.people.size;
  return people + (made.addressed?.addresses.size ?? 0);
}
