import { once } from "./remembering.ts";

interface Files {
  has: (path: string) => boolean;
  read: (path: string) => string;
}

/** Reads a file of how parents ask in every language that has one, when it is first needed. */
export const eachLanguage =
  ({ has, read }: Files, folders: readonly string[]) =>
  <Words>(name: string, make: (file: string) => Words): (() => Map<string, Words>) => {
    const file = (language: string) => `${language}/how-parents-ask/${name}.txt`;
    const having = folders.filter((language) => has(file(language)));
    return once(() => new Map(having.map((language) => [language, make(read(file(language)))])));
  };
