import { createHash } from "node:crypto";
import type { Database } from "../../db/file/database.ts";
import { inOneTransaction } from "../../db/file/unit-of-work.ts";
import { noticeVersion } from "../../db/schema.ts";

/** A text is in force, and nobody has said yet what it means for older consents: so did 0.2.0 leave it. */
export async function asAFormerVersionDid(database: Database, text: string, now: Date): Promise<void> {
  const sha256 = createHash("sha256").update(text).digest("hex");
  await inOneTransaction(database, (tx) => {
    tx.insert(noticeVersion).values({ sha256, text, publishedAt: now.toISOString() }).run();
  });
}
