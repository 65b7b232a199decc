import type { LettersTo, OfficeFile } from "./office-file.ts";
import type { SchoolRoll, StoredPerson } from "./planning/import-plan.ts";
import { childrenByKey } from "./planning/custody.ts";
import { matchChildren } from "./planning/match.ts";
import { theOneAmong } from "./planning/person.ts";
import { placeWord, type Problem } from "./problem.ts";
import { everySheet } from "./reading/from-workbook.ts";
import { foldedAddress } from "./reading/postal.ts";
import { type GivenFile, readOfficeFiles } from "./read-office-file.ts";
import type { RememberedColumns } from "./remembered-columns.ts";
import { heldBack, type RowOfChild } from "./shared-addresses.ts";

/** What the office's files say of where letters go. Nothing of it is stored anywhere. */
export interface FoundAddresses {
  /** By the person's id: the lines below the name. */
  addresses: Map<string, readonly string[]>;
  /** Of whom the files name several, so that nobody knows which is right. */
  several: Set<string>;
  /** From whom one is held back on purpose: it may be that of somebody who lives apart from them, or is blocked. */
  held: Set<string>;
  /** How many addresses stand in the files, of whomever, also those that are held back. */
  inFiles: number;
  /** What keeps a file from being read. */
  problems: Problem[];
}

/** What addresses are looked for in: plain data, which may be handed to another process. */
export interface AddressFiles {
  files: readonly GivenFile[];
  roll: SchoolRoll;
  remembered?: readonly RememberedColumns[];
  /** Pupils of age, who get letters of their own. */
  pupils?: readonly { personId: string; childId: string }[];
}

/** Looks for addresses beside everything else. */
export type FindAddresses = (files: AddressFiles) => Promise<FoundAddresses>;

/** Files in which nothing was found. In: why they could not be read. */
export const noAddresses = (problems: Problem[]): FoundAddresses => ({
  ...{ addresses: new Map(), several: new Set(), held: new Set(), inFiles: 0 },
  problems,
});

/**
 * Finds where letters to guardians and pupils of age go, by the signs by which an import finds them: first the child
 * for sure, then its guardian. Who is not found for sure has no address, and one that is not a guardian's own is
 * nobody's where anything speaks of parents who live apart. In: also the secret that hashes of addresses are keyed
 * with. Never throws for what stands in a file.
 */
export function findAddresses(given: AddressFiles, secret: string): FoundAddresses {
  const { files, roll, remembered, pupils = [] } = given;
  const whole = files.map((file) => ({ ...file, sheet: everySheet }));
  const read = readOfficeFiles(whole, secret, remembered, { postal: true });
  const stops = read.problems.filter(({ weight }) => weight === "stop");
  if (stops.length > 0) return noAddresses(stops);
  const { rows, childAt, homes } = guardianRows(read, roll);
  const isHeld = heldBack(read, rows, { roll, childAt });
  const guardiansOf = guardiansIn(roll);
  const found = new Map<string, Told>();
  for (const { row, childId } of rows) {
    const person = theOneAmong(row, guardiansOf.get(childId) ?? []);
    if (person) tell(found, person.id, row, (address) => isHeld(childId, person.id, address));
  }
  const ofPupils = pupils.flatMap(({ personId, childId }) => {
    const home = homes.get(childId);
    return home === undefined ? [] : [{ personId, childId, home }];
  });
  for (const { personId, childId, home } of ofPupils)
    tell(found, personId, home, (address) => isHeld(childId, personId, address));
  const all = [...read.children.flatMap(({ guardians }) => guardians), ...read.parents];
  return { ...sorted(found), inFiles: [...all, ...ofPupils.map(({ home }) => home)].filter(saysWhere).length };
}

const saysWhere = ({ postal, postalShared, postalBlocked }: LettersTo) =>
  (postal ?? postalShared ?? postalBlocked) !== undefined;

/** Puts down what a row says of a person. In: whether a shared address is held back. */
function tell(found: Map<string, Told>, id: string, row: LettersTo, isHeld: (address: string) => boolean): void {
  const told = found.get(id) ?? nothingTold();
  found.set(id, told);
  for (const address of row.postal ?? []) told.own.set(foldedAddress(address), address);
  for (const address of row.postalShared ?? []) {
    told.shared.set(foldedAddress(address), address);
    told.held ||= isHeld(address);
  }
  told.unusable ||= row.postalUnusable === true;
  told.blocked ||= row.postalBlocked === true;
}

/** What the files say of one person's addresses, by how they are compared. */
interface Told {
  own: Map<string, string>;
  shared: Map<string, string>;
  /** A shared one is held back. */
  held: boolean;
  unusable: boolean;
  blocked: boolean;
}

const nothingTold = (): Told => ({
  ...{ own: new Map(), shared: new Map() },
  ...{ held: false, unusable: false, blocked: false },
});

/** What is printed of it: one address, and nobody else's for whoever has columns of their own. */
function sorted(found: ReadonlyMap<string, Told>): FoundAddresses {
  const out = noAddresses([]);
  for (const [id, { own, shared, held, unusable, blocked }] of found) {
    const usable = own.size > 0 ? own : shared;
    const [address] = usable.values();
    if (blocked || (held && own.size === 0 && !unusable)) out.held.add(id);
    else if (unusable || address === undefined) continue;
    else if (usable.size > 1) out.several.add(id);
    else out.addresses.set(id, address.split("\n"));
  }
  return out;
}

/** The rows of guardians, each with the stored child that it is about; and where letters to a child itself go. */
interface Rows {
  rows: RowOfChild[];
  /** The stored child of each place. */
  childAt: Map<string, string>;
  homes: Map<string, LettersTo>;
}

function guardianRows(read: OfficeFile, roll: SchoolRoll): Rows {
  const planned = [...matchChildren(read.children, roll)].flatMap(([row, match]) =>
    match !== "new" && "stored" in match && !match.stored.gone ? [{ row, childId: match.stored.id }] : [],
  );
  const byKey = childrenByKey(planned, { roll });
  const keyed = <Row extends { childKey: string }>(rows: readonly Row[]) =>
    rows.flatMap((row) => {
      const childId = byKey.get(row.childKey);
      return childId === undefined ? [] : [{ row, childId }];
    });
  const rows = [
    ...planned.flatMap(({ row, childId }) => row.guardians.map((one) => ({ row: one, childId }))),
    ...keyed(read.parents),
  ];
  const children = planned.flatMap(({ row, childId }) =>
    [row, ...(row.alsoAt ?? [])].map((place) => ({ row: place, childId })),
  );
  const odd = read.odd.flatMap((row) => row.keys.flatMap((key) => keyed([{ ...row, childKey: key }])));
  const places = [...odd, ...keyed(read.unnamed), ...rows, ...children];
  const homes = new Map(planned.flatMap(({ row, childId }) => (row.home ? [[childId, row.home] as const] : [])));
  return { rows, homes, childAt: new Map(places.map(({ row, childId }) => [placeWord(row), childId])) };
}

function guardiansIn({ guardianships, people }: SchoolRoll): Map<string, StoredPerson[]> {
  const byId = new Map(people.map((person) => [person.id, person]));
  return new Map(
    [...Map.groupBy(guardianships, ({ childId }) => childId)].map(([childId, all]) => [
      childId,
      all.flatMap(({ guardianId }) => byId.get(guardianId) ?? []),
    ]),
  );
}
