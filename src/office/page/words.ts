import { readFileSync } from "node:fs";
import { createInstance } from "i18next";
import { once } from "../../texts/remembering.ts";

type German = typeof import("../../../locales/de/office.json");
type Keys<Tree, Path extends string = ""> = {
  [Key in keyof Tree & string]: Tree[Key] extends string ? `${Path}${Counted<Key>}` : Keys<Tree[Key], `${Path}${Key}.`>;
}[keyof Tree & string];
type Counted<Key extends string> = Key extends `${infer Name}_${"one" | "other" | "zero"}` ? Name : Key;

/** A text of the office's pages by its place in `office.json`; a key that is not there does not compile. */
export type OfficeKey = Keys<German>;

/** Says a text with its values; `count` chooses between one and more. The templates escape what it says. */
export type Say = (key: OfficeKey, values?: Record<string, string | number>) => string;

const file = new URL("../../../locales/de/office.json", import.meta.url);

/** The texts of the office's pages, read once for all schools. They are German: the office is. */
export const readOfficeWords = once(read);

async function read(): Promise<Say> {
  const words = createInstance();
  await words.init({
    lng: "de",
    resources: { de: { translation: JSON.parse(readFileSync(file, "utf8")) as object } },
    interpolation: { escapeValue: false },
  });
  return (key, values = {}) => words.t(key, values);
}
