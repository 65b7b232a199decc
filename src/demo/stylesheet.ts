import { joined } from "../texts/joined.ts";

/** In this order, for of two rules that weigh the same the later one holds. */
const subjects = [
  "page",
  "guide",
  "phone",
  "room",
  "messages",
  "attached",
  "saying",
  "proof",
  "moving",
  "third",
  "narrow",
  "calm",
] as const;

/** The stylesheet of the demo page, from a file for each subject. */
export function phoneStylesheet(): string {
  return joined(new URL("./css/", import.meta.url), subjects);
}
