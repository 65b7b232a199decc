import { readFileSync } from "node:fs";

/** The scripts of the page, each a module of its own. */
const scripts = ["phone", "bubble", "chat", "dom", "guide", "line", "menus", "proof", "saying"].map(
  (name) => `${name}.js`,
);

/** A script of the demo page; null where there is none by this name. */
export function scriptOf(name: string): string | null {
  return scripts.includes(name) ? readFileSync(new URL(`./js/${name}`, import.meta.url), "utf8") : null;
}
