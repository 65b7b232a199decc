import { asc, getTableColumns, sql } from "drizzle-orm";
import type { LinkOfChain } from "../../src/consent/chain.ts";
import type { Database } from "../file/database.ts";
import { consentEvent } from "../schema.ts";
import { written } from "./chain.ts";
import { asEvent } from "./events.ts";

/** The chain of events whole, oldest first: for a school as small as the demo's. */
export async function linksOf(database: Database): Promise<LinkOfChain[]> {
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
