import { isFormOf } from "./declined.ts";
import { fold } from "./folded.ts";

/** The languages in whose cases a name may stand, and which of their words are no names, however much they look so. */
export interface Declining {
  languages?: readonly string[];
  isWord?: (word: string) => boolean;
}

/** A word of a text: as it is written, and folded; and the names that it may be a form of. */
export interface Said {
  written: string;
  word: string;
  names: readonly string[];
}

/** The words of a name, folded. */
export const wordsOf = (text: string) =>
  (text.replaceAll(/['’`´]/g, "").match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(fold).filter((word) => word !== "");

/** The words of a text, with the names that each may be a form of: "Milas Eltern", "Ayşe'nin izni", "dla Mili". */
export function saidIn(
  text: string,
  children: readonly { givenName: string }[],
  { languages = [], isWord }: Declining,
): Said[] {
  const known = [...new Set(children.flatMap(({ givenName }) => [...partsOf(givenName), fold(givenName)]))];
  return (text.match(/[\p{L}\p{M}\p{N}'’`´]+/gu) ?? []).flatMap((written): Said[] => {
    const word = fold(written);
    const [before = ""] = written.split(/['’`´]/).map(fold);
    if (before !== word && known.includes(before) && !known.includes(word)) return [{ written, word, names: [before] }];
    const names = known.filter((name) => isFormOf(word, name, languages));
    const isPlain = isWord !== undefined && !names.includes(word) && isWord(word);
    return word === "" ? [] : [{ written, word, names: isPlain ? [] : names }];
  });
}

/** The parts of given names, folded. */
export const partsOf = (givenName: string) =>
  givenName
    .split(/[\s-]+/)
    .map(fold)
    .filter((part) => part !== "");
