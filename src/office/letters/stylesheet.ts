import { joined } from "../../texts/joined.ts";

/** The stylesheet of the letters, for the screen and for paper. */
export function lettersStylesheet(): string {
  return joined(new URL("./css/", import.meta.url), ["sheet", "front", "back", "alone", "print"]);
}
