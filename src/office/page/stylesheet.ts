import { joined } from "../../texts/joined.ts";

/** In this order, for of two rules that weigh the same the later one holds. */
const subjects = [
  "ground",
  "frame",
  "forms",
  "messages",
  "ways",
  "tables",
  "bars",
  "child",
  "handouts",
  "paper",
  "areas",
  "narrow",
  "print",
] as const;

/** The stylesheet of the office's pages. */
export function officeStylesheet(): string {
  return joined(new URL("./css/", import.meta.url), subjects);
}
