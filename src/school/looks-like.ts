import { fold } from "./folded.ts";

/** Letters that are drawn like a Latin one (Unicode TS 39, confusables): other scripts, small capitals, hooked ones. */
const drawn: Readonly<Record<string, string>> = {
  a: "\u0410\u0430\u0391\u03b1\u1d00\u0251\u0250\ua4ee",
  b: "\u0412\u0432\u044c\u0392\u03b2\u0299\u0253\ua4d0",
  c: "\u0421\u0441\u03c2\u1d04\u0255\u0188\ua4da",
  d: "\u0500\u0501\u1d05\u0256\u0257\ua4d3",
  e: "\u0415\u0435\u0404\u0454\u0395\u03b5\u1d07\u025b\u0259\ua4f0",
  f: "\ua730\u0192\ua4dd",
  g: "\u050c\u050d\u0581\u0262\u0261\u0260\ua4d6",
  h: "\u041d\u043d\u04bb\u04ba\u0397\u0570\u029c\u0266\u0127\ua4e7",
  i: "\u0406\u0456\u0399\u03b9\u026a\u0131\u0269\u0268\ua4f2",
  j: "\u0408\u0458\u03f3\u037f\u0575\u1d0a\u0237\u0249\ua4d9",
  k: "\u041a\u043a\u039a\u03ba\u1d0b\u0199\ua4d7",
  l: "\u04cf\u04c0\u029f\u01c0\u01c3\u026d\u019a\u026b\ua4e1",
  m: "\u041c\u043c\u039c\u1d0d\u0271\ua4df",
  n: "\u043f\u03b7\u039d\u03c0\u0578\u0274\u0272\u0273\u014b\u019e\ua4e0",
  o: "\u041e\u043e\u04e8\u04e9\u0472\u0473\u039f\u03bf\u03c3\u0585\u0555\u1d0f\u0275\ua4f3",
  p: "\u0420\u0440\u03a1\u03c1\u1d18\u01a5\ua4d1",
  q: "\u051a\u051b\u0566",
  r: "\u0433\u0280\u027d\u027c\ua4e3",
  s: "\u0405\u0455\u054f\ua731\u0282\ua4e2",
  t: "\u0422\u0442\u03a4\u03c4\u1d1b\u0167\u01ad\u0288\ua4d4",
  u: "\u0438\u03bc\u03c5\u057d\u1d1c\u028b\ua4f4",
  v: "\u0474\u0475\u03bd\u1d20\ua4e6",
  w: "\u051c\u051d\u0428\u0448\u0460\u0461\u03c9\u1d21\ua4ea",
  x: "\u0425\u0445\u03a7\u03c7\ua4eb",
  y: "\u0423\u0443\u04ae\u04af\u03a5\u03b3\u028f\u0263\u01b4\ua4ec",
  z: "\u0396\u1d22\u0290\u01b6\ua4dc",
};
const drawnAlike = new Map(
  Object.entries(drawn).flatMap(([letter, signs]) => [...signs].map((sign) => [sign, letter] as const)),
);
const asDrawn = (name: string) => [...name].map((sign) => drawnAlike.get(sign) ?? sign).join("");

/** Digits beside a letter, as the letter that they are drawn like; alone they count something: "Sekretariat 2". */
const digits = new Map([..."23456789"].map((digit, at) => [digit, "zeasbtbg"[at] ?? ""]));

/**
 * Whether two names can be taken for each other where they stand alone, as in a log: without case, spaces, points,
 * diacritics and forms, with letters as the Latin ones that they are drawn like, and "rn" as "m".
 */
export function looksLike(one: string, other: string): boolean {
  const others = new Set(skeletons(other));
  return skeletons(one).some((skeleton) => others.has(skeleton));
}

/** What a name can be read as: where a sign is drawn like two letters, either. */
function skeletons(name: string): string[] {
  const plain = name.normalize("NFKC").replaceAll("l\u0131", "h").replaceAll("0", "o");
  // A capital I within a word is read as itself or as a small l, and one that begins a word might have been small.
  const within = plain.replaceAll(/(?<=\p{Ll}I*)I/gu, "l");
  const spelled = [plain, within, within.replaceAll(/(?<!\p{L})[iI]/gu, "l")];
  const read = spelled.flatMap((one) => ["l", "i"].map((letter) => one.replaceAll(/[1!\u01c3]/g, letter)));
  const worded = read.flatMap((one) => [
    one,
    one.replaceAll(/(?<=\p{L})[2-9]|[2-9](?=[2-9]*\p{L})/gu, (digit) => digits.get(digit) ?? digit),
  ]);
  return [...new Set(worded.map(bone))];
}

/** Once more behind the folding, for a capital may be drawn otherwise than its small letter. */
function bone(name: string): string {
  return asDrawn(fold(asDrawn(name.normalize("NFD"))))
    .replaceAll("rn", "m")
    .replaceAll("vv", "w");
}
