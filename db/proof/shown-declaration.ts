import { createHash } from "node:crypto";
import type { Declaration } from "../../src/consent/declaration.ts";
import { asStored } from "../file/as-stored.ts";
import type { Transaction } from "../file/database.ts";
import { shownText } from "../schema.ts";

/** A declaration as it comes from a door: with the exact text that was shown instead of its hash. */
export type ShownDeclaration = Omit<Declaration, "shown"> & { shownText: string | null };

/** A declaration as it goes on record: with the hash of the text that was shown. */
export function asKept({ shownText: text, ...rest }: ShownDeclaration): Declaration {
  const [recordedBy, evidence] = [asStored(rest.recordedBy), asStored(rest.evidence)];
  return { ...rest, recordedBy, evidence, shown: text === null ? null : sha256(text) };
}

/** Keeps a text that was shown, once. */
export function keepShown(tx: Transaction, text: string): void {
  tx.insert(shownText)
    .values({ sha256: sha256(text), text: asStored(text) })
    .onConflictDoNothing()
    .run();
}

const sha256 = (text: string) => createHash("sha256").update(asStored(text)).digest("hex");
