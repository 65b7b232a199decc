import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { learn } from "../answers/learn.ts";
import { packed, unpacked } from "../answers/learnt.ts";
import { understanding } from "../answers/understand.ts";
import type { Understanding } from "../answers/understanding.ts";
import type { Texts } from "../texts.ts";

const file = new URL("../../locales/learnt.bin", import.meta.url);

type Source = Pick<Texts, "examples" | "lessons" | "words">;

/**
 * The understanding that the examples teach.
 * What was learnt from these very examples is read from its file, in a moment;
 * where a school has changed them it is learnt anew, in some seconds.
 */
export function understandingOf(texts: Source): (text: string) => Understanding {
  const kept = existsSync(file) ? unpacked(brotliDecompressSync(readFileSync(file)), markOf(texts)) : null;
  return understanding(kept ?? learn(texts.examples, texts.words), texts.words);
}

/** Learns and keeps what was learnt. Out: how many bytes. */
export function keepLearnt(texts: Source): number {
  const bytes = brotliCompressSync(packed(learn(texts.examples, texts.words), markOf(texts)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
  });
  writeFileSync(file, bytes);
  return bytes.length;
}

/** What was learnt belongs to these examples and these words. */
function markOf({ lessons, words }: Source): string {
  return createHash("sha256").update(lessons).update(words).digest("hex");
}
