import { createHash } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { type Database, inOneTransaction } from "./open.ts";
import { noticeVersion } from "./schema.ts";

export interface NoticeVersion {
  number: number;
  sha256: string;
  text: string;
  publishedAt: string;
}

/** The versions of the notice, each kept in full. */
export function openNoticeVersions(database: Database) {
  return {
    /** The version with this text, published now if it is new. Out: the version, and whether it is new. */
    async publish(text: string, now: Date): Promise<NoticeVersion & { isNew: boolean }> {
      const sha256 = createHash("sha256").update(text).digest("hex");
      return inOneTransaction(database, (tx) => {
        const known = tx.select().from(noticeVersion).where(eq(noticeVersion.sha256, sha256)).get();
        if (known) return { ...known, isNew: false };
        return { ...tx.insert(noticeVersion).values({ sha256, text, publishedAt: now.toISOString() }).returning().get(), isNew: true };
      });
    },

    async newest(): Promise<NoticeVersion | undefined> {
      return database.select().from(noticeVersion).orderBy(desc(noticeVersion.number)).limit(1).get();
    },
  };
}

export type NoticeVersions = ReturnType<typeof openNoticeVersions>;
