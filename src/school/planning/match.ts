import { fold } from "../folded.ts";
import type { ChildRow } from "../office-file.ts";
import type { ProblemKey } from "../problem.ts";
import { lostLetters } from "../reading/cells.ts";
import type { ImportOptions, SchoolRoll, StoredChild } from "./import-plan.ts";
import { fitsLostLetters, type Folded, foldedName, sameFirstName } from "../spelling.ts";

/** Who a row of a file is: a stored child, nobody yet, or not to be told. */
export type Match = { stored: StoredChild } | { unclear: ProblemKey; candidates: StoredChild[] } | "new";

interface Sought {
  row: ChildRow;
  name: Folded;
  inClass: string | null;
}
interface Known {
  child: StoredChild;
  name: Folded;
  inClass: string;
}
interface Index {
  byKey: Map<string, Known[]>;
  byName: Map<string, Known[]>;
  byDate: Map<string, Known[]>;
  byId: Map<string, StoredChild>;
}

/**
 * Finds every row's child. In: rows; what is stored; what somebody has chosen.
 * Surer signs go first and a child is found once:
 * number, name with birth date and class, name with birth date,
 * name with class where a date is missing, then names that an export has spoilt.
 * What is left and looks like somebody is unclear: a child must neither be doubled nor take over another's consent.
 */
export function matchChildren(
  rows: readonly ChildRow[],
  roll: SchoolRoll,
  chosen: ImportOptions["chosen"] = {},
): Map<ChildRow, Match> {
  const index = indexOf(roll);
  const matches = new Map<ChildRow, Match>();
  const taken = new Set<string>();
  for (const row of rows) {
    const id = chosen[`${row.file}:${row.row}`];
    const stored = index.byId.get(id ?? "");
    if (stored) taken.add(stored.id);
    if (stored || id === "new") matches.set(row, stored ? { stored } : "new");
  }
  let open: Sought[] = rows
    .filter((row) => !matches.has(row))
    .map((row) => ({ row, name: foldedName(row), inClass: row.className === null ? null : fold(row.className) }));
  for (const { fits, sure } of rounds) {
    const fitting = open.map((sought) => ({
      sought,
      fit: fits(sought, index)
        .map(({ child }) => child)
        .filter(({ id }) => !taken.has(id)),
    }));
    const claims = Map.groupBy(
      fitting.flatMap(({ fit }) => fit),
      ({ id }) => id,
    );
    for (const {
      sought: { row },
      fit,
    } of fitting) {
      const [stored] = fit;
      if (!stored) continue;
      const alone = fit.length === 1 && claims.get(stored.id)?.length === 1;
      if (alone && sure) taken.add(stored.id);
      matches.set(row, alone && sure ? { stored } : { unclear: sure ? "severalFit" : "maybeSame", candidates: fit });
    }
    open = open.filter(({ row }) => !matches.has(row));
  }
  for (const { row } of open) matches.set(row, ofAnother(row, index, taken));
  return matches;
}

type Round = (sought: Sought, index: Index) => Known[];

const byKey: Round = ({ row, name }, { byKey: known }) =>
  [row.key ?? [], row.otherKeys]
    .flat()
    .flatMap((key) => known.get(key) ?? [])
    .filter(
      (one) =>
        one.name.whole === name.whole ||
        (one.child.birthDate !== null && one.child.birthDate === row.birthDate) ||
        (row.birthDate === null && likeNamed({ row, name }, one)),
    );
const likeNamed = ({ row, name }: Pick<Sought, "row" | "name">, known: Known) =>
  known.name.family === name.family && sameFirstName(known.child.givenName, row.givenName);
const named: Round = ({ name }, { byName }) => byName.get(name.whole) ?? [];
const dated: Round = (sought, index) =>
  named(sought, index).filter(({ child }) => child.birthDate !== null && child.birthDate === sought.row.birthDate);
const born: Round = ({ row }, { byDate }) => (byDate.get(row.birthDate ?? "") ?? []).filter(({ child }) => !child.gone);
const datesDiffer = ({ row }: Sought, { child }: Known) =>
  row.birthDate !== null && child.birthDate !== null && row.birthDate !== child.birthDate;

const rounds: { fits: Round; sure: boolean }[] = [
  { sure: true, fits: byKey },
  { sure: true, fits: (sought, index) => dated(sought, index).filter(({ inClass }) => inClass === sought.inClass) },
  { sure: true, fits: dated },
  {
    sure: true,
    fits: (sought, index) =>
      named(sought, index).filter(
        (one) =>
          !one.child.gone &&
          (one.child.birthDate === null || sought.row.birthDate === null) &&
          (sought.inClass === null || one.inClass === sought.inClass),
      ),
  },
  {
    sure: true,
    fits: (sought, index) =>
      lostLetters(sought.row)
        ? born(sought, index).filter(
            ({ child }) =>
              fitsLostLetters(sought.row.givenName, child.givenName) &&
              fitsLostLetters(sought.row.familyName, child.familyName),
          )
        : [],
  },
  { sure: true, fits: (sought, index) => born(sought, index).filter((one) => likeNamed(sought, one)) },
  {
    sure: false,
    fits: (sought, index) =>
      named(sought, index).filter(
        (one) =>
          !one.child.gone && (!datesDiffer(sought, one) || sought.inClass === null || sought.inClass === one.inClass),
      ),
  },
];

/**
 * A number that belongs to somebody else who is not in the file: perhaps a new name, perhaps another program's number.
 */
function ofAnother({ key }: ChildRow, { byKey: known }: Index, taken: ReadonlySet<string>): Match {
  const candidates = (known.get(key ?? "") ?? [])
    .map(({ child }) => child)
    .filter(({ id, gone }) => !gone && !taken.has(id));
  return candidates.length > 0 ? { unclear: "keyOfAnother", candidates } : "new";
}

function indexOf({ children, classes }: SchoolRoll): Index {
  const classNames = new Map(classes.map(({ id, name }) => [id, fold(name)]));
  const known = children.map((child) => ({
    child,
    name: foldedName(child),
    inClass: classNames.get(child.classId) ?? "",
  }));
  const by = (of: (one: Known) => string | null) =>
    Map.groupBy(
      known.filter((one) => of(one) !== null),
      (one) => of(one) ?? "",
    );
  return {
    byKey: by(({ child }) => child.key),
    byName: by(({ name }) => name.whole),
    byDate: by(({ child }) => child.birthDate),
    byId: new Map(children.map((child) => [child.id, child])),
  };
}
