import Sqlite from "better-sqlite3";
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

/** How many passkeys and school accounts of the office's people were ended. */
export interface EndedKeys {
  passkeys: number;
  accounts: number;
}

/**
 * Ends what opens a door, in a backup that is to be restored: who was let go since, or has used a link or a code up,
 * would come in with it again. Codes that were used stay, for they open nothing. A question that was open then
 * is not the one that a parent answers now. Out: how many of each.
 */
export function endRights({ $client: client }: Pick<Database, "$client">): EndedRights {
  const ended = (from: string) => client.prepare(`delete from ${from}`).run().changes;
  return client
    .transaction(() => {
      ended("office_letting_in where confirmed_at is null");
      return {
        sessions: ended("office_session"),
        links: ended("office_link"),
        codes: ended("join_code where used_at is null"),
        questions: ended("conversation_state"),
      };
    })
    .immediate();
}

/**
 * Ends, in a backup that is to be restored, the passkeys and school accounts that do not open the database it replaces:
 * of a device that was lost since, or of somebody who was let go. Where that cannot be read, all of them.
 * In: the open copy of the backup; the path of the database that it replaces, null where that cannot tell.
 * Out: how many of each.
 */
export function endKeys({ $client: client }: Pick<Database, "$client">, replaced: string | null): EndedKeys {
  const stay = replaced === null ? { passkeys: [], accounts: [] } : keysIn(replaced);
  const ended = (which: keyof typeof keyOf) => {
    const { table, key } = keyOf[which];
    const gone = `delete from ${table} where ${key} not in (select value from json_each(?))`;
    return client.prepare(gone).run(JSON.stringify(stay[which])).changes;
  };
  return client.transaction(() => ({ passkeys: ended("passkeys"), accounts: ended("accounts") })).immediate();
}

/** What is the same only where it is the same person's. */
const keyOf = {
  passkeys: { table: "office_passkey", good: "refused_at is null", key: "json_array(id, person_id)" },
  accounts: { table: "office_school_account", good: "true", key: "json_array(subject, person_id)" },
};

function keysIn(path: string): Record<keyof typeof keyOf, string[]> {
  try {
    const client = new Sqlite(path, { fileMustExist: true });
    try {
      const { passkeys, accounts } = keyOf;
      const keys = ({ table, good, key }: typeof passkeys) =>
        client.prepare(`select ${key} from ${table} where ${good}`).pluck().all() as string[];
      return { passkeys: keys(passkeys), accounts: keys(accounts) };
    } finally {
      client.close();
    }
  } catch {
    return { passkeys: [], accounts: [] };
  }
}
