import { dictionary } from "../../answers/dictionary.ts";
import type { Rehearsed } from "../../../db/school/rehearsal.ts";
import type { CustodyRow, Looked } from "../../school/look-at-lists.ts";
import { mayCarryOut, type ImportPlan, type PlannedRow } from "../../school/plan-import.ts";
import type { GivenFile } from "../../school/read-office-file.ts";

/** What the office has said of what the files leave open. */
export interface Said {
  className: string;
  /** By the file's name, then by heading. */
  columns: Readonly<Record<string, GivenFile["columns"]>>;
  /** `file:row` → the id of a candidate, or "new". */
  chosen: Readonly<Record<string, string>>;
}

export const nothingSaid: Said = { className: "", columns: dictionary({}), chosen: {} };

/** An import that has been looked at and not carried out; `done` once it has been. */
export interface Draft {
  id: string;
  files: readonly GivenFile[];
  said: Said;
  plan: ImportPlan;
  custody: CustodyRow[];
  /** Every row that was unclear, also those of which somebody has said who it is. */
  asked: PlannedRow[];
  /** What it would change of what stands. */
  changes: Rehearsed[];
  done: boolean;
}

/** Names of files as they are told: one alone has none. */
export function named(files: readonly GivenFile[]): readonly GivenFile[] {
  return files.length === 1 ? files.map((file) => ({ ...file, name: "" })) : files;
}

/** Files with what the office has said of their columns, as they are looked at. */
export function asSaid(files: readonly GivenFile[], { columns }: Said): GivenFile[] {
  return named(files).map((file) => ({ ...file, columns: ownOf(columns, file.name) ?? {} }));
}

/** What a list of words says of a name: what every object has beside its own ("constructor") says nothing. */
export function ownOf<Said>(words: Readonly<Record<string, Said>> | undefined, name: string): Said | undefined {
  return words && Object.hasOwn(words, name) ? words[name] : undefined;
}

/** What was looked at, as a draft. In: the rows that were unclear before. */
export function draftOf(
  id: string,
  files: readonly GivenFile[],
  said: Said,
  { plan, custody }: Looked,
  asked: readonly PlannedRow[],
): Draft {
  const unclear = plan.rows.filter(({ fate, row }) => fate === "unclear" && row !== null);
  return {
    id,
    files,
    said,
    plan,
    custody,
    changes: [],
    asked: [...new Map([...asked, ...unclear].map((row) => [`${row.file}:${row.row}`, row])).values()],
    done: false,
  };
}

/** Whether two drafts would do the same, change the same of what stands and say the same; their ids differ. */
export function sameAs(one: Draft, other: Draft): boolean {
  return whatItDoes(one.plan) === whatItDoes(other.plan) && whatChanges(one) === whatChanges(other);
}

/** Whether carrying it out would change anything and may be done. */
export function canApply(plan: ImportPlan): boolean {
  return (
    mayCarryOut(plan) &&
    [
      plan.newClasses,
      plan.newChildren,
      plan.changedChildren,
      plan.goneChildren,
      plan.newPeople,
      plan.changedPeople,
      plan.newGuardianships,
      plan.endedGuardianships,
      plan.newClassTeachers,
      plan.endedClassTeachers,
    ].some(({ length }) => length > 0)
  );
}

function whatChanges({ changes }: Draft): string {
  const allowed = ({ standing, atSchool }: Rehearsed["before"]) => [
    standing.audio.standing,
    standing.video.standing,
    atSchool,
  ];
  return JSON.stringify(changes.map(({ childId, before, after }) => [childId, allowed(before), allowed(after)]));
}

function whatItDoes({ rows, problems, untouchedClasses, unchangedChildren, ...lists }: ImportPlan): string {
  return JSON.stringify([
    rows,
    problems,
    untouchedClasses,
    unchangedChildren,
    Object.values(lists).map(({ length }) => length),
  ]);
}

const lasts = 30 * 60 * 1000;

/**
 * Drafts by who made them: one a person, in memory only, half an hour.
 * Nothing of a file is written down before it is taken over.
 */
export class Drafts {
  private readonly byPerson = new Map<string, { draft: Draft; until: number }>();

  keep(personId: string, draft: Draft, now: Date): void {
    this.forget(now);
    this.byPerson.set(personId, { draft, until: now.getTime() + lasts });
  }

  /** The draft with this id, or null where it is another's, replaced, or over. */
  of(personId: string, id: string, now: Date): Draft | null {
    this.forget(now);
    const kept = this.byPerson.get(personId);
    return kept?.draft.id === id ? kept.draft : null;
  }

  private forget(now: Date): void {
    for (const [personId, { until }] of this.byPerson) if (until <= now.getTime()) this.byPerson.delete(personId);
  }
}
