import { dictionary } from "../../answers/dictionary.ts";
import type { Changed } from "../../../db/school/roll-changes.ts";
import type { Rehearsed } from "../../../db/school/rehearsal.ts";
import type { CustodyRow, Looked } from "../../school/look-at-lists.ts";
import type { ImportPlan, PlannedRow } from "../../school/plan-import.ts";
import type { Field } from "../../school/reading/formats.ts";
import { placeWord } from "../../school/problem.ts";
import type { GivenFile } from "../../school/read-office-file.ts";
import { ForAWhile } from "../page/for-a-while.ts";
import type { KeptPlan } from "./kept-plan.ts";
import { packedBytes, unpackedBytes } from "../../school/packed.ts";
import { type ShownPlan, shownPlan } from "./shown-plan.ts";

/** What the office has said of what the files leave open. */
export interface Said {
  className: string;
  /** By the given file's name, then by heading; where nothing of a file is any of them, that is said too. */
  columns: Readonly<Record<string, Readonly<Record<string, Field>>>>;
  /** By the given file's name: the sheet of a workbook that is read, or all of them. */
  sheets: Readonly<Record<string, string>>;
  /** `file:row` → the id of a candidate, or "new". */
  chosen: Readonly<Record<string, string>>;
  /** Whether the files list their classes whole, or only add; "" as they look. */
  mode: "" | ImportPlan["mode"];
  /** Classes that are in no list any more, whose children have left. */
  leftClasses: readonly string[];
}

export const nothingSaid: Said = {
  ...{ className: "", columns: dictionary({}), sheets: dictionary({}), chosen: {} },
  ...{ mode: "", leftClasses: [] },
};

/** A file as a draft holds it: lists are words and commas, and small when they are packed. */
export interface PackedFile {
  name: string;
  packed: Uint8Array;
}

/** An import that has been looked at and not carried out; `done` once it has been. */
export interface Draft {
  id: string;
  files: readonly PackedFile[];
  said: Said;
  plan: ShownPlan;
  /** What is carried out; null once it has been. */
  whole: KeptPlan | null;
  custody: CustodyRow[];
  /** Every row that was unclear, also those of which somebody has said who it is. */
  asked: PlannedRow[];
  /** What it would change that somebody did by hand. */
  againstHand: AgainstHand[];
  done: boolean;
}

/** A child of whom somebody has changed something by hand, and the files say otherwise. */
export interface AgainstHand {
  childId: string;
  name: string;
  act: Changed;
}

/** Names of files as they are told: one alone has none. */
export function named<File extends { name: string }>(files: readonly File[]): readonly File[] {
  return files.length === 1 ? files.map((file) => ({ ...file, name: "" })) : files;
}

/** Files for a draft to hold. */
export function packed(files: readonly GivenFile[]): Promise<PackedFile[]> {
  return Promise.all(files.map(async ({ name, bytes }) => ({ name, packed: await packedBytes(bytes) })));
}

/** Files with what the office has said of their columns, as they are looked at. */
export function asSaid(files: readonly PackedFile[], { columns, sheets }: Said): Promise<GivenFile[]> {
  return Promise.all(
    named(files).map(async ({ name, packed }) => {
      const bytes = await unpackedBytes(packed);
      const said = ownOf(columns, name);
      return { name, bytes, sheet: ownOf(sheets, name) ?? "", ...(said ? { columns: said } : {}) };
    }),
  );
}

/** What a list of words says of a name: what every object has beside its own ("constructor") says nothing. */
export function ownOf<Said>(words: Readonly<Record<string, Said>> | undefined, name: string): Said | undefined {
  return words && Object.hasOwn(words, name) ? words[name] : undefined;
}

interface DraftBeside {
  /** What it would change of what stands. */
  changes: readonly Rehearsed[];
  whole?: KeptPlan | null;
  /** The rows that were unclear before. */
  asked?: readonly PlannedRow[];
  againstHand?: readonly AgainstHand[];
}

/** What was looked at, as a draft. */
export function draftOf(
  { id, files, said }: Pick<Draft, "id" | "files" | "said">,
  { plan, custody }: Looked,
  { changes, whole = null, asked = [], againstHand = [] }: DraftBeside,
): Draft {
  const unclear = plan.rows.filter(({ fate, row }) => fate === "unclear" && row !== null);
  return {
    ...{ id, files, said, custody, whole },
    plan: shownPlan(plan, changes),
    asked: [...new Map([...asked, ...unclear].map((row) => [placeWord(row), row])).values()],
    againstHand: [...againstHand],
    done: false,
  };
}

const lasts = 30 * 60 * 1000;
/** What all drafts may weigh together, packed, in bytes: a dozen lists of the largest size. */
const mostHeld = 128 * 1024 * 1024;

const weightOf = ({ files, whole }: Draft) =>
  files.reduce((sum, { packed }) => sum + packed.length, whole?.packed.length ?? 0);

/**
 * Drafts by who made them: one a person, in memory only, half an hour; where they become too heavy together, the
 * oldest is forgotten, as if its time were over. Nothing of a file is written down before it is taken over.
 */
export class Drafts {
  private readonly byPerson = new ForAWhile<Draft>(lasts, { weightOf, most: mostHeld });

  keep(personId: string, draft: Draft, now: Date): void {
    this.byPerson.put(personId, draft, now);
  }

  /** The draft with this id, or null where it is another's, replaced, or over. */
  of(personId: string, id: string, now: Date): Draft | null {
    const kept = this.byPerson.get(personId, now);
    return kept?.id === id ? kept : null;
  }
}
