import { fullName } from "./people.ts";
import { type OfficeFile, nothing } from "./office-file.ts";
import { type ImportOptions, type ImportPlan, planImport, type SchoolRoll } from "./plan-import.ts";
import { emptyPlan } from "./planning/import-plan.ts";
import type { TellProgress } from "./import-progress.ts";
import { placeWord, type Problem } from "./problem.ts";
import type { RememberedColumns } from "./remembered-columns.ts";
import { type GivenFile, readOfficeFiles } from "./read-office-file.ts";

/** A question of custody, with the child's name where the row has one, and the child where it is clear which it is. */
export interface CustodyRow {
  problem: Problem;
  name: string | null;
  childId: string | null;
}

/** What the office's files would change, and what of them a person must decide. */
export interface Looked {
  plan: ImportPlan;
  custody: CustodyRow[];
  /** Both as they came from another process, to be kept. */
  packed?: Uint8Array;
}

/** All that is needed to look at the office's files: plain data, which may be handed to another thread. */
export interface Lists {
  files: readonly GivenFile[];
  roll: SchoolRoll;
  options: ImportOptions;
  /** What the office has said before of the columns of such files. */
  remembered?: readonly RememberedColumns[];
}

/** Looks at lists beside everything else. In: also who hears how far it has come. */
export type LookAtLists = (lists: Lists, tell?: TellProgress) => Promise<Looked>;

/**
 * Reads the office's files and plans what they would change.
 * In: also the secret that hashes of addresses are keyed with, ids, and who hears how far it has come.
 * Never throws for what stands in a file.
 */
export function lookAtLists(
  { files, roll, options, remembered }: Lists,
  secret: string,
  newId: () => string,
  tell?: TellProgress,
): Looked {
  const read = readOfficeFiles(files, secret, remembered);
  tell?.({ step: "comparing" });
  const plan = planImport(read, roll, options, newId);
  return { plan, custody: custodyRows(plan, read) };
}

/** Lists that could not be looked at: nothing would be changed, and one problem says why. */
export function notLookedAt(problem: Problem): Looked {
  return { plan: emptyPlan({ ...nothing(), problems: [problem] }), custody: [] };
}

function custodyRows({ problems, custodyFlags }: ImportPlan, { children, odd }: OfficeFile): CustodyRow[] {
  const readable = odd.filter(({ who, legible }) => who === "child" && legible);
  const names = new Map([...readable, ...children].map((one) => [placeWord(one), fullName(one)]));
  const ids = new Map(custodyFlags.map((one) => [placeWord(one), one.childId]));
  return problems
    .filter(({ weight }) => weight === "custody")
    .map((problem) => {
      const place = placeWord(problem);
      return { problem, name: names.get(place) ?? null, childId: ids.get(place) ?? null };
    });
}
