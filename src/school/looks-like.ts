import { fold } from "./folded.ts";

/** Letters of other scripts that are drawn like Latin ones (Unicode TS 39), capital and small. */
const drawnAlike = new Map(
  [
    [
      "\u0410\u0412\u0421\u0415\u041d\u0406\u0408\u041a\u041c\u041e\u0420\u0405\u0422\u0423\u0425\u0501",
      "abcehijkmopstyxd",
    ],
    [
      "\u0430\u0432\u0441\u0435\u043d\u0456\u0458\u043a\u043c\u043e\u0440\u0455\u0442\u0443\u0445\u0501",
      "abcehijkmopstyxd",
    ],
    ["\u04bb\u04cf\u051b\u051d\u0475\u044c\u0433\u043f\u0438", "hlqwvbrnu"],
    ["\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7", "abezhikmnoptyx"],
    [
      "\u03b1\u03b2\u03b5\u03b3\u03b7\u03b9\u03ba\u03bc\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03c9\u03c3",
      "abeynikuvoptuxwo",
    ],
    ["01", "ol"],
  ].flatMap(([from = "", to = ""]) => [...from].map((sign, at) => [sign, to[at] ?? ""] as const)),
);

/**
 * Whether two names can be taken for each other where they stand alone, as in a log: without case, spaces, points,
 * diacritics and forms, and with letters of other scripts as the Latin ones that they are drawn like.
 */
export function looksLike(one: string, other: string): boolean {
  const others = new Set(skeletons(other));
  return skeletons(one).some((skeleton) => others.has(skeleton));
}

/** A capital I within a word is read as itself or as a small l. */
function skeletons(name: string): string[] {
  const plain = name.normalize("NFKC");
  return [plain, plain.replaceAll(/(?<=\p{Ll}I*)I/gu, "l")].map((spelling) =>
    fold([...spelling.normalize("NFD")].map((sign) => drawnAlike.get(sign) ?? sign).join("")),
  );
}
