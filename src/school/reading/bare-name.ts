import type { PersonRow } from "../office-file.ts";
import { withoutKin } from "./kin.ts";

/** How somebody is addressed, and what somebody has become: no part of the name. von, van, al and zu are one. */
const address = /^(?:frau|herrn?|hr|fr|mr|mrs|ms|fräulein|frl|witwer?|wwe)\.?$/i;
const title =
  /^(?:prof|dr|dres|dipl|pd|mba|phd)$|^(?:prof|dr|dres|dipl|univ|priv|mag|ing|pfr)\.|^(?:dipl|priv|univ)-\S/i;
/** Behind another title. */
const ofTitle = new RegExp(
  "^(?:-?ing|med|dent|vet|rer|nat|phil|jur|iur|pol|oec|habil|h|c|theol|paed|päd|psych|biol|chem|phys|kfm|kffr|soz|" +
    "inform|math|betriebsw|volksw|publ|mult|des|techn|agr|sc|mus|troph|(?:h\\.c))\\.$|^et$",
  "i",
);
const degree = /[,\s]+(?:[bm]\. ?(?:a|sc|ed|eng)\.?|ll\. ?[mb]\.?|mba|ph\.? ?d\.?)$/i;
const born = /[,\s]+(?:geb\.|geborene[rn]?|verh\.|verw\.)\s.*$/iu;
/** Whatever else stands in a name stays as it is, and most names have nothing of it. */
const suspicious = /[.,]|frau|herr|\b(?:dr|hr|fr|prof|mr|mrs|ms|pd|mba|phd|frl|wwe|dipl|witwe)/i;

const isTitle = (token: string) => title.test(token);

/**
 * A name cell without titles and forms of address before and behind it.
 * Out: "" where it is nothing but a title; a family may be called Herr.
 */
export function withoutTitles(cell: string): string {
  if (!suspicious.test(cell)) return cell;
  const tokens = cell.replace(degree, "").replace(born, "").split(" ");
  const from = endOfTitles(tokens);
  const to = tokens.findIndex((token, at) => at > from && isTitle(token) && tokens.slice(at).every(isAnyTitle));
  const rest = tokens.slice(from, to < 0 ? tokens.length : to).join(" ");
  return rest.replace(/,$/, "").trim();
}

const isAnyTitle = (token: string) => isTitle(token) || ofTitle.test(token);

/** Where the name begins. A single word that is also how one is addressed is the name. */
function endOfTitles(tokens: readonly string[]): number {
  if (tokens.length === 1 && address.test(tokens[0] ?? "")) return 0;
  let titled = false;
  const begins = tokens.findIndex((token) => {
    const bare = token.replace(/,$/, "");
    const behind = titled && ofTitle.test(bare);
    titled ||= isTitle(bare);
    return !isTitle(bare) && !behind && !address.test(bare);
  });
  return begins < 0 ? tokens.length : begins;
}

/** Whether a cell says only how somebody is addressed: "Frau". */
export function isAddress(cell: string): boolean {
  return address.test(cell);
}

const note = /\s*[([{]([^)\]}]*)[)\]}]?\s*/gu;

/** A name cell without what stands in brackets, and those words. */
export function withoutNotes(cell: string): { name: string; notes: string[] } {
  if (!/[([{]/.test(cell)) return { name: cell, notes: [] };
  const notes = [...cell.matchAll(note)].map(([, words = ""]) => words.trim());
  return { name: cell.replaceAll(note, " ").trim(), notes };
}

/**
 * A person's name as it is compared: the same with a title and without, and with a word of kinship, in whichever cell
 * that stands: former versions have stored both.
 */
export function bareName<Named extends Omit<PersonRow, "key">>(named: Named): Omit<PersonRow, "key"> {
  const bare = (cell: string, isGiven: boolean) =>
    withoutTitles(withoutKin(withoutNotes(cell).name, isGiven).name) || cell;
  return { givenName: bare(named.givenName, true), familyName: bare(named.familyName, false) };
}
