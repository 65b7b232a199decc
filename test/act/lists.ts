import { readFileSync } from "node:fs";

/** The languages in which people answer; plain German is German. */
export const languages = ["de", "de-simple", "tr", "ar", "ru", "uk", "pl", "ro", "bg", "en"];

type List = "no-yes" | "clear-yes" | "clear-no" | "withdraws" | "no-withdrawal";

/** What people type, one a line: sentences that are no yes at any step, clear ones, withdrawals and what only looks so. */
export function listOf(language: string, list: List): string[] {
  return readFileSync(new URL(`./${language}/${list}.txt`, import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "");
}
