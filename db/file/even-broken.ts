import { randomBytes } from "node:crypto";
import { lapseOfAll } from "../../src/consent/lapse.ts";
import type { Head } from "../../src/consent/heads.ts";
import { rowsBegin } from "../../src/consent/heads.ts";
import { journaled, type Journaled } from "../../src/consent/journal.ts";
import { type Found, isKnown, isSamePlace, type KnownBroken, nowhere } from "../../src/consent/known-broken.ts";
import { announce } from "../messenger/announce.ts";
import { dropPutIn } from "../messenger/seen-updates.ts";
import { append } from "../proof/append.ts";
import { childrenWithEvents, eventsOfChild } from "../proof/events.ts";
import { childOfProven } from "../proof/proven-child.ts";
import { declaredFor } from "../proof/in-doubt.ts";
import { rowContent } from "../proof/row-content.ts";
import { verifyProof } from "../proof/verify.ts";
import { teachersOf } from "../school/belonging.ts";
import { noticeVersion, officeAction } from "../schema.ts";
import type { Database, Transaction } from "./database.ts";
import { remakeGuards } from "./of-new.ts";

/** What is needed to begin anew with what does not hold. */
export interface EvenBroken {
  /** Who does it, for the office's log. */
  by: string;
  now: Date;
  pupilAge: number;
  /** What was sealed of it until now, as far as that is there. */
  heads: readonly Head[];
  /** What was known not to hold before. */
  knownBroken: readonly KnownBroken[];
}

/** What was begun anew with. */
export interface BegunEvenBroken {
  knownBroken: KnownBroken[];
  /** What of it is found for the first time. */
  found: Found[];
  /** Whether the newest were cut off, by what was sealed. */
  isCutOff: boolean;
  /** The children whose yes counts no more. */
  children: string[];
}

/**
 * Begins anew with a database whose rows do not all hold: what does not is named and stays as it is; a yes that it may
 * have made, or let stand, is provable no more (Art. 7(1) GDPR) and lapses; the office's log says so.
 * In: a copy that is open. Errors: of SQLite, where what was put in makes even that impossible.
 */
export async function beginEvenBroken(database: Database, how: EvenBroken): Promise<BegunEvenBroken> {
  remakeGuards(database.$client);
  dropPutIn(database);
  const first = await foundIn(database, how);
  // A row without an entry ends the walk: once it is entered, the rest is found.
  database.transaction(() => enterAnew(database, how.now), { behavior: "immediate" });
  const second = await foundIn(database, how);
  const all = [...elsewhere(first.found, second.found), ...second.found];
  const found = all.filter((one) => !isKnown(how.knownBroken, one));
  const children = database.transaction((tx) => endDoubtful(database, tx, found, second.isCutOff, how), {
    behavior: "immediate",
  });
  const since = how.now.toISOString();
  const knownBroken = [...elsewhere(how.knownBroken, found), ...found.map((one) => ({ ...one, since }))];
  return { knownBroken, found, isCutOff: second.isCutOff, children };
}

/** Those that are at none of the other places. */
const elsewhere = <Place extends Found>(some: readonly Place[], others: readonly Found[]): Place[] =>
  some.filter((one) => !others.some((other) => isSamePlace(one, other)));

async function foundIn(
  database: Database,
  { heads, now }: Pick<EvenBroken, "heads" | "now">,
): Promise<{ found: Found[]; isCutOff: boolean }> {
  const found: Found[] = [];
  const isKnown = (one: Found) => found.push(one) > 0;
  const verified = await verifyProof(database, { heads, rowsFrom: rowsBegin(heads), isKnown, now });
  if ("broken" in verified && verified.broken.where !== "guard") {
    const { where, seq, id, fault } = verified.broken;
    found.push({ where, seq, id, fault, state: nowhere });
  }
  return { found, isCutOff: "lost" in verified && verified.lost !== null };
}

/** Rows that are not as they were entered, or never were, are entered as they are: they can go on from there. */
function enterAnew({ $client: client }: Database, now: Date): void {
  for (const [kind, { key }] of Object.entries(journaled) as [Journaled, (typeof journaled)[Journaled]][]) {
    // The journal has columns of the same names.
    const content = rowContent(kind, (column) => `"${kind}"."${column}"`);
    const isEntered = `ifnull((select commitment = sha256(salt || ${content}) from journal where kind = '${kind}'
      and about = cast("${kind}"."${key}" as text) order by seq desc limit 1), 0)`;
    client
      .prepare(
        `insert into entering select ?, '${kind}', cast("${key}" as text), ${content}, lower(hex(randomblob(16)))
         from "${kind}" where not ${isEntered}`,
      )
      .run(now.toISOString());
  }
}

/** Out: the children whose yes has ended. */
function endDoubtful(
  { $client: client }: Database,
  tx: Transaction,
  found: readonly Found[],
  isCutOff: boolean,
  how: EvenBroken,
): string[] {
  const { by, now } = how;
  const at = now.toISOString();
  const newId = () => randomBytes(9).toString("base64url");
  const notices = tx.select({ number: noticeVersion.number }).from(noticeVersion).all();
  const notice = Math.max(0, ...notices.map(({ number }) => number));
  const about = doubtful(client, found, isCutOff);
  const ended = [];
  for (const child of about ?? childrenWithEvents(tx)) {
    const ending = { recordedBy: by, evidence: "begun anew: what was recorded does not hold", notice };
    const events = lapseOfAll(eventsOfChild(tx, child), child, ending, at, newId);
    if (events[0] === undefined) continue;
    append(tx, events, () => newId() + newId() + newId(), { lastHolds: false });
    const what = { kind: "decision" as const, about: events[0].decision, childId: child, at };
    announce(tx, what, [...declaredFor(tx, child, now, how), ...teachersOf(tx, child)]);
    ended.push(child);
  }
  const places = found.map(({ where, seq }) => `${where} ${seq}`).slice(0, 20);
  tx.insert(officeAction)
    .values({ at, by, what: "evenBroken", about: places.join(", ") })
    .run();
  return ended;
}

/** The children about whom something may have been otherwise; null where it may be any. */
function doubtful(client: Database["$client"], found: readonly Found[], isCutOff: boolean): string[] | null {
  const children = found
    .filter(({ where }) => where === "event")
    .map(({ seq, fault }) => (fault === "what it says was changed" ? childOfProven(client, seq) : null));
  if (isCutOff || children.includes(null)) return null;
  return [...new Set(children.filter((child) => child !== null))];
}
