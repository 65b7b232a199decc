import type { ImportPlan } from "../planning/import-plan.ts";
import type { GuardianshipThen, PartOfRoll } from "./roll-change.ts";

/** What is stored now of all that a change has touched, and what of it others lean on. */
export interface RollNow extends PartOfRoll {
  /** New children of whom anything was recorded. */
  recorded: ReadonlySet<string>;
  /** New children of whom a list has said something of custody: that stays on record, so they do not go, but leave. */
  flagged: ReadonlySet<string>;
  /** Who has declared anything for whom, or of whom custody was decided: `guardian child`. */
  declared: ReadonlySet<string>;
  /** Of the people, those who have joined or declared or asked anything themselves. */
  heard: ReadonlySet<string>;
  /** People who have an account, a request or a declaration, or belong to others than the change has said. */
  tied: ReadonlySet<string>;
  /** Of the children whose guardians it touched, those that are stored. */
  stored: ReadonlySet<string>;
  /** The classes that there are. */
  classes: ReadonlySet<string>;
}

/** A child that stays as it is now, and why. */
export interface Stays {
  childId: string;
  why: "recorded" | "changed";
}

/** What taking a change back does: a plan as of an import, and what was new and goes again. */
export interface TakenBack {
  plan: ImportPlan;
  /** Guardianships that had ended, whole, as they were. */
  again: GuardianshipThen[];
  drops: { children: string[]; people: string[]; classes: string[] };
  /** People who were marked as gone before. */
  gonePeople: { id: string; goneAt: string }[];
  stays: Stays[];
}
