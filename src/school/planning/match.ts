import type { ChildRow } from "../office-file.ts";
import { type Place, placeWord, type ProblemKey } from "../problem.ts";
import type { ImportOptions, SchoolRoll, StoredChild } from "./import-plan.ts";
import { type Known, knownIn, sameNumber, type Sought, soughtIn, type Way, ways } from "./stored-index.ts";

/**
 * Who a row of a file is: a stored child, nobody yet, or not to be told. Candidates come in lists that rows of one name
 * share, each in the order of the roll; one child may stand in several.
 */
export type Match = { stored: StoredChild } | { unclear: ProblemKey; candidates: Candidates } | "new";
export type Candidates = readonly (readonly Known[])[];

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
  const matches = new Map<ChildRow, Match>();
  const taken = new Set<string>();
  const byId = new Map(roll.children.map((child) => [child.id, child]));
  for (const row of rows) {
    const id = chosenFor(row, chosen);
    const stored = byId.get(id ?? "");
    if (stored) taken.add(stored.id);
    if (stored || id === "new") matches.set(row, stored ? { stored } : "new");
  }
  const known = knownIn(roll);
  let open = rows.filter((row) => !matches.has(row)).map(soughtIn);
  for (const way of ways) {
    settle(way, open, notIn(taken, known), { matches, taken });
    open = open.filter(({ row }) => !matches.has(row));
  }
  // A number of somebody else who is not in the file: perhaps a new name, perhaps another program's number.
  const others = new Looking(sameNumber, notIn(taken, known), open);
  for (const sought of open) {
    const candidates = others.listsFor(sought);
    matches.set(sought.row, candidates.length > 0 ? { unclear: "keyOfAnother", candidates } : "new");
  }
  return matches;
}

const notIn = (taken: ReadonlySet<string>, known: readonly Known[]) =>
  known.filter(({ child }) => !taken.has(child.id));

/** What somebody has said of this row. */
export function chosenFor(row: Place, chosen: ImportOptions["chosen"] = {}) {
  const place = placeWord(row);
  return Object.hasOwn(chosen, place) ? chosen[place] : undefined;
}

/** One way after another: who is found for sure is taken, and nobody else is it. */
function settle(
  way: Way,
  open: readonly Sought[],
  known: readonly Known[],
  { matches, taken }: { matches: Map<ChildRow, Match>; taken: Set<string> },
): void {
  if (known.length === 0) return;
  const looking = new Looking(way, known, open);
  for (const sought of open) {
    const candidates = looking.listsFor(sought);
    if (candidates.length === 0) continue;
    const stored = way.sure ? looking.onlyOneFor(sought, candidates) : null;
    if (stored) taken.add(stored.id);
    matches.set(sought.row, stored ? { stored } : { unclear: way.sure ? "severalFit" : "maybeSame", candidates });
  }
}

/** Everybody who is looked for in one way, by sign: rows of one name share what they find. */
class Looking {
  private readonly way: Way;
  private readonly found = new Map<string, Known[]>();
  /** Who looks under a sign, or means a child: one row, or several. */
  private readonly lookers = new Map<string, Sought | "several">();
  private readonly meant = new Map<Known, Sought | "several">();
  private readonly own = new Map<Sought, Candidates>();

  constructor(way: Way, known: readonly Known[], open: readonly Sought[]) {
    this.way = way;
    for (const sought of open) for (const sign of way.lookedFor(sought)) noteOne(this.lookers, sign, sought);
    for (const one of known)
      for (const sign of way.under(one)) {
        const found = this.found.get(sign);
        if (found) found.push(one);
        else if (this.lookers.has(sign)) this.found.set(sign, [one]);
      }
    if (way.fits)
      for (const sought of open) for (const one of this.listsFor(sought).flat()) noteOne(this.meant, one, sought);
  }

  /** Whom a row may be: lists of which none is empty. */
  listsFor(sought: Sought): Candidates {
    const known = this.own.get(sought);
    if (known) return known;
    const { fits, lookedFor } = this.way;
    const lists = lookedFor(sought)
      .map((sign) => this.found.get(sign) ?? [])
      .map((list) => (fits ? list.filter((one) => fits(sought, one)) : list))
      .filter(({ length }) => length > 0);
    this.own.set(sought, lists);
    return lists;
  }

  /** The child of this row where it is the only one, and of no other row. */
  onlyOneFor(sought: Sought, lists: Candidates): StoredChild | null {
    const [first] = lists[0] ?? [];
    if (!first || lists.some((list) => list.some((one) => one !== first))) return null;
    const byOthers = this.way.fits
      ? this.meant.get(first) !== sought
      : this.way.under(first).some((sign) => (this.lookers.get(sign) ?? sought) !== sought);
    return byOthers ? null : first.child;
  }
}

function noteOne<Key>(by: Map<Key, Sought | "several">, key: Key, sought: Sought): void {
  by.set(key, (by.get(key) ?? sought) === sought ? sought : "several");
}
