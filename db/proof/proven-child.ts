import { hash as digest } from "node:crypto";
import type { Database as Sqlite } from "better-sqlite3";
import { purposes } from "../../src/consent/event.ts";
import { written } from "./chain.ts";

const kinds = ["given", "refused", "withdrawn", "lapsed", "voided", "upheld"] as const;

const valueOf = (name: string): string => `cast(:${name} as text)`;

/**
 * The child that an event is about, where that is certain although what it says was changed: with another kind or
 * purpose its hash holds, and so does what ties it to the child. In: its place. Out: null where it is not certain.
 */
export function childOfProven(client: Sqlite, seq: number): string | null {
  const row = client
    .prepare(`select child_id as child, hash, commitment, ${written.whose} as whose from consent_event where seq = ?`)
    .get(seq) as { child: string | null; hash: string; commitment: string; whose: string | null } | undefined;
  if (row?.whose == null || digest("sha256", row.whose) !== row.commitment) return null;
  const facts = client
    .prepare(
      `select ${written.facts.replace("purpose", valueOf("purpose")).replace("kind", valueOf("kind"))}
       from consent_event where seq = :seq`,
    )
    .pluck();
  const holds = kinds.some((kind) =>
    purposes.some((purpose) => digest("sha256", String(facts.get({ seq, kind, purpose }))) === row.hash),
  );
  return holds ? row.child : null;
}
