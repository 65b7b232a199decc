import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, brotliDecompressSync, constants } from "node:zlib";
import { learn } from "../answers/learn.ts";
import { packed, unpacked } from "../answers/learnt.ts";
import { understanding } from "../answers/understand.ts";
import type { Understanding } from "../answers/understanding.ts";
import type { Texts } from "../texts.ts";

const file = new URL("../../locales/learnt.bin", import.meta.url);

type Source = Pick<Texts, "examples" | "lessons" | "wording">;

/**
 * The understanding that the examples teach.
 * What was learnt from these very examples is read from its file, in a moment;
 * where a school has changed them it is learnt anew, in some seconds.
 */
export function understandingOf(texts: Source): (text: string) => Understanding {
  const kept = existsSync(file) ? unpacked(brotliDecompressSync(readFileSync(file)), markOf(texts)) : null;
  return understanding(kept ?? learn(texts.examples, texts.wording), texts.wording);
}

/** Learns and keeps what was learnt. Out: how many bytes. */
export function keepLearnt(texts: Source): number {
  const bytes = brotliCompressSync(packed(learn(texts.examples, texts.wording), markOf(texts)), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 9 },
  });
  writeFileSync(file, bytes);
  return bytes.length;
}

/** What was learnt belongs to these examples and these words. */
function markOf({ lessons, wording }: Source): string {
  const hash = createHash("sha256");
  for (const lesson of lessons()) hash.update(lesson);
  return hash.update(JSON.stringify(wording)).digest("hex");
}
