import type { Scope, Wish } from "./understanding.ts";

/** How parents say things, as the locale carries it: what the understanding learns from. */
export interface Examples {
  /** A message and the topics that answer it rightly, best first. */
  questions: { text: string; topics: string[]; style: string }[];
  wishes: { text: string; action: Wish["action"] | "none"; scope: Scope }[];
  /** Messages that the notice does not answer. */
  elsewhere: string[];
}

/**
 * Reads the examples of one language. In: `questions.txt` (`# topic`, then `style: message {other_topic}`),
 * `wishes.txt` (`action scope: message`), `elsewhere.txt` (`kind: message`). Errors: names file and line that fit none of this.
 */
export function readExamples(files: { questions: string; wishes: string; elsewhere: string }, topics: ReadonlySet<string>): Examples {
  const examples: Examples = { questions: [], wishes: [], elsewhere: [] };
  let topic = "";
  for (const [line, text] of lines(files.questions)) {
    if (text.startsWith("# ")) topic = text.slice(2).trim();
    else examples.questions.push(question(text, topic, line));
  }
  for (const { topics: ids } of examples.questions) for (const id of ids) if (!topics.has(id)) throw new Error(`questions.txt: "${id}" is no topic`);
  for (const [line, text] of lines(files.wishes)) examples.wishes.push(wish(text, line));
  for (const [line, text] of lines(files.elsewhere)) examples.elsewhere.push(afterLabel(text, "elsewhere.txt", line)[1]);
  return examples;
}

function question(line: string, topic: string, number: number): Examples["questions"][number] {
  const [style, message] = afterLabel(line, "questions.txt", number);
  const [, text = message, others = ""] = /^(.*?)\s*\{([\w, ]+)\}$/.exec(message) ?? [];
  return { text, style, topics: [topic, ...others.split(",").map((id) => id.trim()).filter((id) => id !== "" && id !== topic)] };
}

function wish(line: string, number: number): Examples["wishes"][number] {
  const [label, text] = afterLabel(line, "wishes.txt", number);
  const [, action, scope] = /^(give|withdraw|status|none) (audio|video|both|unspecified)$/.exec(label) ?? [];
  if (!action || !scope) throw new Error(`wishes.txt, line ${number}: "${label}" is no action and scope`);
  return { text, action: action as Wish["action"], scope: scope as Scope };
}

function afterLabel(line: string, file: string, number: number): [string, string] {
  const colon = line.indexOf(":");
  if (colon < 0) throw new Error(`${file}, line ${number}: no label before the message`);
  return [line.slice(0, colon), line.slice(colon + 1).trim()];
}

function lines(file: string): [number, string][] {
  return file.split(/\r?\n/).map((text, index): [number, string] => [index + 1, text.trim()]).filter(([, text]) => text !== "");
}
