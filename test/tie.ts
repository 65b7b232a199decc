/**
 * Says of help translations that they are translations of the German as it stands now.
 * Call: npm run tie -- LANGUAGE [ID...]; without ids of all that it has. Only who has translated, or compared, says so.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { keysOf, templateOf } from "../src/answers/help.ts";
import { readNotice } from "../src/answers/notice.ts";
import { markOfPassage } from "../src/school/passage-mark.ts";

const [language = "", ...ids] = process.argv.slice(2);
const locales = new URL("../locales/", import.meta.url);
const notice = (of: string) => readNotice(readFileSync(new URL(`${of}/notice.md`, locales), "utf8"));
const file = new URL(`${language}/tied.json`, locales);
const [german, own] = [notice("de"), new Set(keysOf(notice(language)))];
const before = ids.length === 0 ? {} : (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
const tied = keysOf(german).flatMap((key) => {
  const isMeant = own.has(key) && (ids.length === 0 || ids.includes(key));
  const mark = isMeant ? markOfPassage(templateOf(german, key) ?? "") : before[key];
  return mark === undefined ? [] : [[key, mark] as const];
});
writeFileSync(file, `${JSON.stringify(Object.fromEntries(tied), null, 2)}\n`);
console.log(`${language}: ${tied.length} tied.`);
