import { html } from "hono/html";
import type { Changed } from "../../../db/school/roll-changes.ts";
import { changeText, readImportWords } from "../import/words.ts";
import type { Html } from "../page/layout.ts";
import type { Say } from "../page/words.ts";

const words = readImportWords();

/** What was changed, in lines: "Klasse: 3a → 3b", "liste.csv: 2 neu, 1 geändert, 0 nicht mehr da". Without a name. */
export function detailLines(say: Say, { changes, counts, files }: Changed): string[] {
  const told = changes.filter(({ from, to }) => (from ?? to ?? "") !== "").map((one) => changeText(one, words));
  if (counts === null) return told;
  return [[files.join(", "), say("hand.counts", counts)].filter((part) => part !== "").join(": ")];
}

/** The same as a part of a page. */
export const detailPart = (say: Say, changed: Changed): Html =>
  html`${detailLines(say, changed).map((line) => html`<div>${line}</div>`)}`;
