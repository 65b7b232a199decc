import { hash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import type { DocumentsVersion, OfficerDocument } from "../../src/school/documents/document.ts";
import type { Database, Transaction } from "../file/database.ts";
import { inOneTransaction } from "../file/unit-of-work.ts";
import { documentsVersion } from "../schema.ts";

/** The officer's documents as they were put down; each version is entered in the journal. */
export function openDocumentsVersions(database: Database) {
  return {
    /** Puts down documents as a version; what says the same as the newest is that one. Out: its number. */
    async keep(
      documents: readonly OfficerDocument[],
      by: string,
      now: Date,
    ): Promise<{ number: number; isNew: boolean }> {
      const text = JSON.stringify(documents);
      return await inOneTransaction(database, (tx) => {
        const last = newest(tx);
        if (last?.text === text) return { number: last.number, isNew: false };
        const row = { at: now.toISOString(), by, sha256: hash("sha256", text), text };
        const { number } = tx.insert(documentsVersion).values(row).returning().get();
        return { number, isNew: true };
      });
    },

    /** Every version without its documents, the newest first. */
    async all(): Promise<(Omit<DocumentsVersion, "documents"> & { sha256: string })[]> {
      const { number, at, by, sha256 } = documentsVersion;
      return database.select({ number, at, by, sha256 }).from(documentsVersion).orderBy(desc(number)).all();
    },

    /** One version; null where there is none. */
    async version(number: number): Promise<DocumentsVersion | null> {
      const row = database.select().from(documentsVersion).where(eq(documentsVersion.number, number)).get();
      return row ? { ...row, documents: JSON.parse(row.text) as OfficerDocument[] } : null;
    },

    /** Whether the newest version says this. */
    async isKept(documents: readonly OfficerDocument[]): Promise<boolean> {
      return newest(database)?.text === JSON.stringify(documents);
    },
  };
}

const newest = (db: Database | Transaction) =>
  db.select().from(documentsVersion).orderBy(desc(documentsVersion.number)).limit(1).get();

export type DocumentsVersions = ReturnType<typeof openDocumentsVersions>;
