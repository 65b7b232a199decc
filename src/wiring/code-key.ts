import { createHmac } from "node:crypto";
import { codeKeyMark, hasCodes, keepCodeKeyMark } from "../../db/file/code-key-mark.ts";
import type { Database } from "../../db/file/database.ts";
import { WrongSetting } from "./config.ts";

/** The mark by which a key is told from another: a whole number from 1 to 2³¹ − 1. */
export function markOf(codeKey: string): number {
  const mark = createHmac("sha256", codeKey).update("JaNein: the key of the join codes").digest().readUInt32BE() >>> 1;
  return mark === 0 ? 1 : mark;
}

/** What is wrong with a key that is another than before. */
export const otherKey =
  "CODE_KEY is not the key that the join codes of this school were made with: " +
  "no printed letter would be good any more. " +
  "Put the key of before back; or, where it is lost or others know it, start once with: janein start --new-code-key, " +
  "and print letters anew";

/**
 * Keeps which key the codes are made with. In: the key; whether whoever starts says that it is meant to be another.
 * Errors: WrongSetting where codes were made with another one.
 */
export function keepCodeKey(database: Database, codeKey: string, isNew = false): void {
  const [mark, known] = [markOf(codeKey), codeKeyMark(database)];
  if (mark === known) return;
  if (known !== 0 && !isNew && hasCodes(database)) throw new WrongSetting(otherKey);
  keepCodeKeyMark(database, mark);
}
