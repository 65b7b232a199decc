import type { Database } from "./database.ts";

/**
 * How many sessions and sign-in links of the office, how many join codes that nobody had used,
 * and how many open questions in chats were ended.
 */
export interface EndedRights {
  sessions: number;
  links: number;
  codes: number;
  questions: number;
}

/**
 * Ends what opens a door, in a backup that is to be restored: who was let go since, or has used a link or a code up,
 * would come in with it again. Codes that were used stay, for they open nothing. A question that was open then
 * is not the one that a parent answers now. Out: how many of each.
 */
export function endRights({ $client: client }: Pick<Database, "$client">): EndedRights {
  const ended = (from: string) => client.prepare(`delete from ${from}`).run().changes;
  return client
    .transaction(() => ({
      sessions: ended("office_session"),
      links: ended("office_link"),
      codes: ended("join_code where used_at is null"),
      questions: ended("conversation_state"),
    }))
    .immediate();
}
