import type { Wording } from "../answers/ear.ts";
import { type Examples, readExamples, together } from "../answers/examples.ts";
import { once } from "./remembering.ts";

/** How parents ask, in every language that has files of it. */
export interface AskedTexts {
  /** What the understanding learns from. */
  examples: Examples;
  /** The same as it stands in the files: whether anything has changed is seen without keeping it. */
  lessons: () => Iterable<string>;
  /** The words that messages are made of. */
  wording: Wording;
}

const kinds = ["questions", "wishes", "elsewhere"] as const;

/** In: the files; the folders of `locales/`; the topics that examples may name. */
export function askedTexts(
  { has, read }: { has: (path: string) => boolean; read: (path: string) => string },
  folders: readonly string[],
  topics: ReadonlySet<string>,
): AskedTexts {
  const having = (name: string) => folders.filter((folder) => has(`${folder}/how-parents-ask/${name}.txt`));
  const asked = (folder: string, name: string) => read(`${folder}/how-parents-ask/${name}.txt`);
  const inEach = (name: string) => Object.fromEntries(having(name).map((folder) => [folder, asked(folder, name)]));
  const asking = having("questions");
  const examples = once(() =>
    together(
      asking.map((folder) => {
        const [questions, wishes, elsewhere] = kinds.map((kind) => asked(folder, kind)) as [string, string, string];
        return readExamples({ questions, wishes, elsewhere }, topics, folder);
      }),
    ),
  );
  return {
    // Only who learns looks at the examples.
    get examples() {
      return examples();
    },
    *lessons() {
      // With its place: a line that moves from one file to another is another lesson.
      for (const folder of asking) for (const kind of kinds) yield JSON.stringify([folder, kind, asked(folder, kind)]);
    },
    wording: {
      words: asking.map((folder) => asked(folder, "words")).join("\n"),
      wishes: inEach("wish"),
      kin: inEach("kin"),
      others: has("other-languages.txt") ? read("other-languages.txt") : "",
    },
  };
}
