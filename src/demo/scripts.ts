import { readFileSync } from "node:fs";

const names = ["phone", "bubble", "chat", "dom", "guide", "line", "menus", "proof", "saying"];

/** Reads the scripts of the page, each a module of its own. Out: what each says, by the name that a page asks for. */
export function readScripts(): ReadonlyMap<string, string> {
  return new Map(
    names.map((name) => [`${name}.js`, readFileSync(new URL(`./js/${name}.js`, import.meta.url), "utf8")]),
  );
}
