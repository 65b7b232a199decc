import { asc, count, eq, inArray, or, sql } from "drizzle-orm";
import { scanIn } from "../../src/consent/taken.ts";
import { pictureHash } from "../../src/paper/kept-picture.ts";
import type { Database, Transaction } from "../file/database.ts";
import { emptyLog } from "../file/empty-log.ts";
import { asLookedAt } from "../file/guarded.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { keptScan, keptScanOf } from "../schema.ts";
import { eventsOfChild, eventsOfChildren } from "./events.ts";
import { everyRestricted } from "./restriction.ts";

/** A picture of a scanned sheet that is kept, and whose declarations about which children it shows. */
export interface KeptScan {
  sha256: string;
  /** Since when (ISO). */
  at: string;
  of: { child: string; person: string }[];
}

/** Why a picture was not forgotten: there is none; the data of somebody whom it shows are restricted (Art. 18 GDPR). */
export type NotForgotten = "gone" | "restricted";

/** The pictures of scanned sheets that the school keeps. */
export function openKeptScans(database: Database) {
  return {
    /** One of them, or null. */
    async of(sha256: string): Promise<KeptScan | null> {
      return asLookedAt(database, () => scansWith(database, [sha256])[0] ?? null);
    },

    /** The picture (PNG), or null where there is none, or it is not the one that was kept. */
    async picture(sha256: string): Promise<Uint8Array | null> {
      const row = database.select().from(keptScan).where(eq(keptScan.sha256, sha256)).get();
      return row && pictureHash(row.picture) === sha256 ? row.picture : null;
    },

    /** Those that show declarations of these persons, oldest first. */
    async ofPersons(ids: readonly string[]): Promise<KeptScan[]> {
      const theirs = inArray(keptScanOf.personId, [...ids]);
      const rows = database.selectDistinct({ sha256: keptScanOf.sha256 }).from(keptScanOf).where(theirs).all();
      const hashes = rows.map(({ sha256 }) => sha256);
      return scansWith(database, hashes);
    },

    /** The hashes of those that show a declaration about this child. */
    async ofChild(childId: string): Promise<Set<string>> {
      const theirs = eq(keptScanOf.childId, childId);
      const rows = database.select({ sha256: keptScanOf.sha256 }).from(keptScanOf).where(theirs).all();
      return new Set(rows.map(({ sha256 }) => sha256));
    },

    /** How many there are, and what they weigh together, in bytes. */
    async weight(): Promise<{ count: number; bytes: number }> {
      return keptWeight(database);
    },

    /** Forgets a picture; the declarations that it shows stay, with its hash. Out: null, or why not. */
    async forget(sha256: string): Promise<NotForgotten | null> {
      const not = await inOneTransaction(database, (tx) => {
        if (scansWith(tx, [sha256]).length === 0) return "gone";
        return dropUnlessRestricted(tx, [{ sha256 }]) === 0 ? "restricted" : null;
      });
      if (not === null) emptyLog(database);
      return not;
    },
  };
}

export type KeptScans = ReturnType<typeof openKeptScans>;

/** How many pictures are kept, and what they weigh together, in bytes. */
export function keptWeight(db: Database): { count: number; bytes: number } {
  const bytes = sql<number>`coalesce(sum(length(${keptScan.picture})), 0)`;
  return db.select({ count: count(), bytes }).from(keptScan).get() ?? { count: 0, bytes: 0 };
}

/**
 * Keeps the picture of a sheet, for each declaration that is on record and names it. In: the picture; who has declared
 * something about which child by which evidence.
 */
export function keepPicture(
  tx: Transaction,
  picture: Uint8Array,
  declared: readonly { child: string; person: string; evidence: string }[],
  now: Date,
): void {
  const sha256 = pictureHash(picture);
  const shown = declared.filter(
    ({ child, evidence }) =>
      scanIn(evidence)?.picture === sha256 && eventsOfChild(tx, child).some((event) => event.evidence === evidence),
  );
  if (shown.length === 0) return;
  const row = { sha256, picture: Buffer.from(picture), at: now.toISOString() };
  tx.insert(keptScan).values(row).onConflictDoNothing().run();
  const rows = shown.map(({ child, person }) => ({ sha256, childId: child, personId: person }));
  tx.insert(keptScanOf).values(rows).onConflictDoNothing().run();
}

/** The children about whom a declaration is shown by a picture that is kept. */
export const childrenPictured = (db: Database): string[] =>
  db
    .selectDistinct({ id: keptScanOf.childId })
    .from(keptScanOf)
    .all()
    .map(({ id }) => id);

/**
 * Forgets the pictures that show a declaration about one of these children which is not on record any more: a picture
 * of several goes with the first, for it shows them all, unless data of somebody on it are restricted. Out: how many.
 */
export function forgetPicturesOver(tx: Transaction, childIds: readonly string[]): number {
  const rows = tx
    .select()
    .from(keptScanOf)
    .where(inArray(keptScanOf.childId, [...childIds]))
    .all();
  const histories = eventsOfChildren(tx, [...new Set(rows.map(({ childId }) => childId))]);
  const isOver = ({ sha256, childId, personId }: (typeof rows)[number]) =>
    !histories
      .get(childId)
      ?.some(({ person, evidence }) => person === personId && scanIn(evidence)?.picture === sha256);
  return dropUnlessRestricted(tx, rows.filter(isOver));
}

/** The same of all that show something about one of these children, or of one of these people, who are forgotten. */
export function forgetPicturesOf(
  tx: Transaction,
  { children = [], people = [] }: { children?: readonly string[]; people?: readonly string[] },
): void {
  const theirs = or(inArray(keptScanOf.childId, [...children]), inArray(keptScanOf.personId, [...people]));
  dropUnlessRestricted(tx, tx.select().from(keptScanOf).where(theirs).all());
  tx.delete(keptScanOf).where(theirs).run();
}

/** Out: how many were dropped. */
function dropUnlessRestricted(tx: Transaction, rows: readonly { sha256: string }[]): number {
  if (rows.length === 0) return 0;
  const restricted = everyRestricted(tx);
  const scans = scansWith(
    tx,
    rows.map(({ sha256 }) => sha256),
  );
  const free = scans.filter(({ of }) => !of.some(({ person }) => restricted.has(person)));
  const hashes = free.map(({ sha256 }) => sha256);
  // Whose they were goes with them.
  tx.delete(keptScan).where(inArray(keptScan.sha256, hashes)).run();
  return hashes.length;
}

function scansWith(db: Database | Transaction, hashes: readonly string[]): KeptScan[] {
  const rows = db
    .select({ sha256: keptScan.sha256, at: keptScan.at, child: keptScanOf.childId, person: keptScanOf.personId })
    .from(keptScan)
    .innerJoin(keptScanOf, eq(keptScanOf.sha256, keptScan.sha256))
    .where(inArray(keptScan.sha256, [...hashes]))
    .orderBy(asc(keptScan.at), asc(keptScan.sha256))
    .all();
  return [...Map.groupBy(rows, ({ sha256 }) => sha256)].map(([sha256, some]) => ({
    ...{ sha256, at: some[0]?.at ?? "" },
    of: some.map(({ child, person }) => ({ child, person })),
  }));
}
