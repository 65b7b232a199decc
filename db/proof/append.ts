import { desc, eq, sql } from "drizzle-orm";
import { linked } from "../../src/consent/chain.ts";
import type { ConsentEvent } from "../../src/consent/event.ts";
import { asStored } from "../file/as-stored.ts";
import { prepared } from "../file/prepared.ts";
import type { Transaction } from "../file/database.ts";
import { consentEvent } from "../schema.ts";

/** The chain cannot take an event now; the message says what to do. */
export class LedgerRefused extends Error {}

/** Nothing was recorded: this person may not declare for the child now. In: the person's id; the reason in words. */
export class MayNotDeclare extends LedgerRefused {
  constructor(person: string, why = `${person} may not declare for this child now: nothing was recorded`) {
    super(why);
  }
}

const mayStepBackMs = 120_000;

/** Whether the clock must have gone ahead when this was recorded: it keeps the chain shut until then. In: ISO times. */
export const liesAhead = (at: string, now: string): boolean => Date.parse(now) < Date.parse(at) - mayStepBackMs;

/**
 * Puts events at the end of the chain; the transaction keeps two of them from taking the same place.
 * Errors: LedgerRefused where the clock stands before the newest event, for a time that is not true is no proof.
 * An event whose time lies ahead may be declared a mistake all the same:
 * else a clock that once went ahead would shut the ledger until then.
 * In: also whether the newest event is as it was recorded: else its time says nothing.
 */
export function append(
  tx: Transaction,
  events: readonly ConsentEvent[],
  newSalt: () => string,
  { lastHolds = true } = {},
): void {
  const last = newestEvent(tx).get();
  const first = events[0];
  if (lastHolds && last && first && liesAhead(last.at, first.at) && !voidsOneAhead(tx, first))
    throw behind(first, last);
  let [seq, before] = [last?.seq ?? 0, last?.hash ?? ""];
  for (const given of events) {
    const event = wellFormed(given);
    seq += 1;
    const link = linked(event, seq, before, newSalt());
    const { child: childId, person: personId, ...rest } = event;
    tx.insert(consentEvent)
      .values({ seq, ...rest, childId, personId, ...link, seal: sql`seal(${link.hash})` })
      .run();
    before = link.hash;
  }
}

const newestEvent = prepared((db) =>
  db
    .select({ seq: consentEvent.seq, id: consentEvent.id, hash: consentEvent.hash, at: consentEvent.at })
    .from(consentEvent)
    .orderBy(desc(consentEvent.seq))
    .limit(1)
    .prepare(),
);

/** What is hashed is what is kept. */
const wellFormed = (event: ConsentEvent): ConsentEvent =>
  Object.fromEntries(
    Object.entries(event).map(([name, value]) => [name, typeof value === "string" ? asStored(value) : value]),
  ) as unknown as ConsentEvent;

function behind(first: ConsentEvent, last: { seq: number; id: string; at: string }): LedgerRefused {
  return new LedgerRefused(
    `The clock of this machine says ${first.at}, but event ${last.seq} is from ${last.at}. ` +
      "Nothing was recorded: set the clock (timedatectl), then try again. " +
      `If it is right now, event ${last.seq} was recorded while it went ahead: ` +
      `janein void ${last.id} --why "the clock went ahead" --by NAME`,
  );
}

function voidsOneAhead(tx: Transaction, { kind, voids, at }: ConsentEvent): boolean {
  const voided =
    kind === "voided" && voids !== null
      ? tx.select({ at: consentEvent.at }).from(consentEvent).where(eq(consentEvent.id, voids)).get()
      : undefined;
  return voided !== undefined && voided.at > at;
}

/** A salt of three ids: at least 128 random bits. */
export const newSaltFrom = (newId: () => string) => () => newId() + newId() + newId();
