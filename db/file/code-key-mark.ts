import type { Database } from "./database.ts";

/**
 * With which key the codes in here were made, as a mark that stands in the head of the file and so in each copy of it:
 * 31 bits tell another key, and nobody guesses a key from them. 0 for none yet.
 */
export function codeKeyMark({ $client: client }: Pick<Database, "$client">): number {
  return Number(client.pragma("user_version", { simple: true }));
}

/** In: the mark, a whole number below 2³¹. */
export function keepCodeKeyMark({ $client: client }: Database, mark: number): void {
  client.pragma(`user_version = ${Math.trunc(mark)}`);
}

/** Whether a join code was ever made, and another key would void it. */
export function hasCodes({ $client: client }: Database): boolean {
  return client.prepare("select 1 from join_code limit 1").get() !== undefined;
}
