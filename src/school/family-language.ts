import { fold } from "./folded.ts";

/** Words of school offices that differ from the standard German name of the language. */
const otherWords: Record<string, string> = {
  farsi: "fa",
  dari: "fa",
  iranisch: "fa",
  afghanisch: "fa",
  kurmandschi: "ku",
  kurmanci: "ku",
  sorani: "ku",
  paschtunisch: "ps",
  tigrinisch: "ti",
  tigrinja: "ti",
  weissrussisch: "be",
  hocharabisch: "ar",
  moldauisch: "ro",
  moldawisch: "ro",
  nordmazedonisch: "mk",
  makedonisch: "mk",
  serbokroatisch: "sr",
  panjabi: "pa",
  pandschabi: "pa",
  tamilisch: "ta",
  thai: "th",
  hindu: "hi",
  twi: "ak",
  kosovarisch: "sq",
};

/** ISO 639-1 codes by the German name of the language. */
const codes = new Map(Object.entries(otherWords));
const names = new Intl.DisplayNames(["de"], { type: "language", fallback: "none" });
for (const first of "abcdefghijklmnopqrstuvwxyz") {
  for (const second of "abcdefghijklmnopqrstuvwxyz") {
    const code = first + second;
    const name = names.of(code);
    if (name && Intl.getCanonicalLocales(code)[0] === code)
      codes.set(fold(name.replace(/\(.*/, "")), codes.get(fold(name.replace(/\(.*/, ""))) ?? code);
  }
}
const known = new Set(codes.values());

/**
 * The language of a family.
 * In: ISO 639-1 (`tr`), ISO 639-2 (`tur`, as SVWS writes it) or the German word.
 * Out: ISO 639-1; null where nothing is said; undefined for what is no known language.
 */
export function familyLanguage(cell: string): string | null | undefined {
  if (known.has(cell)) return cell;
  const written = fold(cell.replace(/\(.*/, ""));
  if (written === "") return null;
  const code = /^[a-z]{2,3}$/.test(written) ? Intl.getCanonicalLocales(written)[0]?.split("-")[0] : undefined;
  return code !== undefined && known.has(code) ? code : codes.get(written);
}
