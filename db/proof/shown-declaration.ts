import { createHash } from "node:crypto";
import type { Declaration } from "../../src/consent/declaration.ts";
import type { Transaction } from "../file/database.ts";
import { shownText } from "../schema.ts";

/** A declaration as it comes from a door: with the exact text that was shown instead of its hash. */
export type ShownDeclaration = Omit<Declaration, "shown"> & { shownText: string | null };

/** A declaration as it goes on record: with the hash of the text that was shown. */
export function asKept({ shownText: text, ...rest }: ShownDeclaration): Declaration {
  // As the database will give it back: half a sign is none.
  const [recordedBy, evidence] = [rest.recordedBy.toWellFormed(), rest.evidence.toWellFormed()];
  return { ...rest, recordedBy, evidence, shown: text === null ? null : sha256(text) };
}

/** Keeps a text that was shown, once. */
export function keepShown(tx: Transaction, text: string): void {
  tx.insert(shownText)
    .values({ sha256: sha256(text), text })
    .onConflictDoNothing()
    .run();
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
