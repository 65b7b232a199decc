import type { GuardianRow, OfficeFile } from "./office-file.ts";
import type { SchoolRoll, StoredPerson } from "./planning/import-plan.ts";
import { childrenByKey } from "./planning/custody.ts";
import { matchChildren } from "./planning/match.ts";
import { theOneAmong } from "./planning/person.ts";
import type { Problem } from "./problem.ts";
import { foldedAddress } from "./reading/postal.ts";
import { type GivenFile, readOfficeFiles } from "./read-office-file.ts";
import type { RememberedColumns } from "./remembered-columns.ts";

/** What the office's files say of where letters go. Nothing of it is stored anywhere. */
export interface FoundAddresses {
  /** By the person's id: the lines below the name. */
  addresses: Map<string, readonly string[]>;
  /** Of whom the files name several, so that nobody knows which is right. */
  several: Set<string>;
  /** How many addresses stand in the files, of whomever. */
  inFiles: number;
  /** What keeps a file from being read. */
  problems: Problem[];
}

/** What addresses are looked for in: plain data, which may be handed to another process. */
export interface AddressFiles {
  files: readonly GivenFile[];
  roll: SchoolRoll;
  remembered?: readonly RememberedColumns[];
}

/** Looks for addresses beside everything else. */
export type FindAddresses = (files: AddressFiles) => Promise<FoundAddresses>;

/** Files in which nothing was found. In: why they could not be read. */
export const noAddresses = (problems: Problem[]): FoundAddresses => ({
  ...{ addresses: new Map(), several: new Set(), inFiles: 0 },
  problems,
});

/**
 * Finds where letters to guardians go, by the signs by which an import finds them: first the child for sure, then its
 * guardian. Who is not found for sure has no address. In: also the secret that hashes of addresses are keyed with.
 * Never throws for what stands in a file.
 */
export function findAddresses({ files, roll, remembered }: AddressFiles, secret: string): FoundAddresses {
  const read = readOfficeFiles(files, secret, remembered, { postal: true });
  const stops = read.problems.filter(({ weight }) => weight === "stop");
  if (stops.length > 0) return noAddresses(stops);
  const guardiansOf = guardiansIn(roll);
  const found = new Map<string, Map<string, string>>();
  const rows = guardianRows(read, roll);
  for (const { row, childId } of rows) {
    const person = theOneAmong(row, guardiansOf.get(childId) ?? []);
    if (!person) continue;
    const own = found.get(person.id) ?? new Map<string, string>();
    found.set(person.id, own);
    for (const address of row.postal ?? []) own.set(foldedAddress(address), address);
  }
  const linesOf = (own: Map<string, string>) => [...own.values()].flatMap((address) => address.split("\n"));
  const having = (wanted: (count: number) => boolean) => [...found].filter(([, own]) => wanted(own.size));
  return {
    addresses: new Map(having((count) => count === 1).map(([id, own]) => [id, linesOf(own)])),
    several: new Set(having((count) => count > 1).map(([id]) => id)),
    inFiles: [...read.children.flatMap(({ guardians }) => guardians), ...read.parents].filter(({ postal }) => postal)
      .length,
    problems: [],
  };
}

/** The rows of guardians, each with the stored child that it is about. */
function guardianRows(read: OfficeFile, roll: SchoolRoll): { row: GuardianRow; childId: string }[] {
  const planned = [...matchChildren(read.children, roll)].flatMap(([row, match]) =>
    match !== "new" && "stored" in match && !match.stored.gone ? [{ row, childId: match.stored.id }] : [],
  );
  const byKey = childrenByKey(planned, { roll });
  return [
    ...planned.flatMap(({ row, childId }) => row.guardians.map((one) => ({ row: one, childId }))),
    ...read.parents.flatMap((row) => {
      const childId = byKey.get(row.childKey);
      return childId === undefined ? [] : [{ row, childId }];
    }),
  ];
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
