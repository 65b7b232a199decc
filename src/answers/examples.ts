import type { Scope, Wish } from "./understanding.ts";

/** What messages are that the notice does not answer: each kind sounds different, so each is learnt apart. */
export const elsewhereKinds = [
  "school_other",
  "privacy_not_in_notice",
  "smalltalk",
  "injection",
  "gibberish",
  "abuse",
] as const;

interface Example {
  text: string;
  /** The locale folder it stands in. */
  language: string;
}

/** How parents say things, as the locales carry it: what the understanding learns from. */
export interface Examples {
  /** A message and the topics that answer it rightly, best first. */
  questions: (Example & { topics: string[]; style: string })[];
  wishes: (Example & { action: Wish["action"] | "none"; scope: Scope })[];
  /** Messages that the notice does not answer. */
  elsewhere: (Example & { kind: (typeof elsewhereKinds)[number] })[];
}

/**
 * Reads the examples of one language. In: `questions.txt` (`# topic`, then `style: message {other_topic}`),
 * `wishes.txt` (`action scope: message`), `elsewhere.txt` (`kind: message`).
 * Errors: names file and line that fit none of this.
 */
export function readExamples(
  files: { questions: string; wishes: string; elsewhere: string },
  topics: ReadonlySet<string>,
  language = "de",
): Examples {
  const examples: Examples = { questions: [], wishes: [], elsewhere: [] };
  let topic = "";
  for (const [line, text] of lines(files.questions)) {
    if (text.startsWith("# ")) topic = text.slice(2).trim();
    else examples.questions.push({ ...question(text, topic, line), language });
  }
  for (const { topics: ids } of examples.questions)
    for (const id of ids) if (!topics.has(id)) throw new Error(`${language}: questions.txt: "${id}" is no topic`);
  for (const [line, text] of lines(files.wishes)) examples.wishes.push({ ...wish(text, line), language });
  for (const [line, text] of lines(files.elsewhere)) examples.elsewhere.push({ ...elsewhere(text, line), language });
  return examples;
}

/** The examples of all languages in one. */
export function together(all: readonly Examples[]): Examples {
  return {
    questions: all.flatMap((one) => one.questions),
    wishes: all.flatMap((one) => one.wishes),
    elsewhere: all.flatMap((one) => one.elsewhere),
  };
}

function question(line: string, topic: string, number: number) {
  const [style, message] = afterLabel(line, "questions.txt", number);
  const [, text = message, others = ""] = /^(.*?)\s*\{([\w, ]+)\}$/.exec(message) ?? [];
  return {
    text,
    style,
    topics: [
      topic,
      ...others
        .split(",")
        .map((id) => id.trim())
        .filter((id) => id !== "" && id !== topic),
    ],
  };
}

function wish(line: string, number: number) {
  const [label, text] = afterLabel(line, "wishes.txt", number);
  const [, action, scope] = /^(give|withdraw|status|none) (audio|video|both|unspecified)$/.exec(label) ?? [];
  if (!action || !scope) throw new Error(`wishes.txt, line ${number}: "${label}" is no action and scope`);
  return { text, action: action as Wish["action"], scope: scope as Scope };
}

function elsewhere(line: string, number: number) {
  const [label, text] = afterLabel(line, "elsewhere.txt", number);
  const kind = elsewhereKinds.find((one) => one === label);
  if (!kind) throw new Error(`elsewhere.txt, line ${number}: "${label}" is none of ${elsewhereKinds.join(", ")}`);
  return { text, kind };
}

function afterLabel(line: string, file: string, number: number): [string, string] {
  const colon = line.indexOf(":");
  if (colon < 0) throw new Error(`${file}, line ${number}: no label before the message`);
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function lines(file: string): [number, string][] {
  return file
    .split(/\r?\n/)
    .map((text, index): [number, string] => [index + 1, text.trim()])
    .filter(([, text]) => text !== "");
}
