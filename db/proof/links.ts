import { asc, getTableColumns, sql } from "drizzle-orm";
import type { ConsentEvent } from "../../src/consent/event.ts";
import type { Database } from "../file/database.ts";
import { consentEvent } from "../schema.ts";
import { written } from "./chain.ts";
import { asEvent } from "./events.ts";

/** An event in its place in the chain. */
export interface LinkOfChain {
  event: ConsentEvent;
  seq: number;
  /** The text whose sha256 is `hash`: whoever has it can compute the link anew. */
  facts: string;
  previous: string;
  hash: string;
}

/** The chain of events whole, oldest first: for a school as small as the demo's. */
export function linksOf(database: Database): LinkOfChain[] {
  const rows = database
    .select({ ...getTableColumns(consentEvent), facts: sql<string>`${sql.raw(written.facts)}` })
    .from(consentEvent)
    .orderBy(asc(consentEvent.seq))
    .all();
  return rows.map(({ facts, ...row }) => {
    const { seq, previous, hash } = row;
    return { event: asEvent(row), seq, facts, previous, hash };
  });
}
