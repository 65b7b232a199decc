import { readNotice } from "./notice.ts";

/** What somebody has typed for the passages of a notice, by id, and what comes behind the last one of a section. */
export interface Edits {
  texts: Readonly<Record<string, string>>;
  /** By the id of the section's first passage. */
  added: Readonly<Record<string, string>>;
}

const passage = /^(\s*)\[([a-z][a-z-]*)\] (.*\S)/;

/**
 * A notice with the passages that somebody has typed, the ids kept. A passage that was emptied is gone; of one that was
 * not sent, the text stays. What is added gets an id of its own, a line each.
 */
export function editedNotice(markdown: string, { texts, added }: Edits): string {
  const notice = readNotice(markdown);
  const behind = new Map<string, string[]>();
  const newId = newIds(new Set(notice.passages.keys()));
  for (const { blocks } of notice.sections) {
    const ids = blocks.flat().map(({ id }) => id);
    const lines = (added[ids[0] ?? ""] ?? "").split("\n").map(inOneLine).filter(Boolean);
    if (lines.length > 0)
      behind.set(
        ids.at(-1) ?? "",
        lines.map((text) => `[${newId()}] ${text}`),
      );
  }
  const eol = markdown.includes("\r\n") ? "\r\n" : "\n";
  return markdown
    .split(/\r?\n/)
    .flatMap((line) => {
      const [, , id = "", text = ""] = passage.exec(line) ?? [];
      if (id === "") return [line];
      const typed = inOneLine(texts[id] ?? text);
      const kept = typed === text ? [line] : typed === "" ? [] : [`[${id}] ${typed}`];
      return [...kept, ...(behind.get(id) ?? [])];
    })
    .join(eol);
}

const inOneLine = (text: string): string => text.replaceAll(/\s*[\r\n]+\s*/g, " ").trim();

/** `own-a`, `own-b` … `own-ba`: ids are made of letters. */
function newIds(taken: Set<string>): () => string {
  const lettersOf = (number: number): string =>
    (number >= 26 ? lettersOf(Math.floor(number / 26)) : "") + String.fromCharCode(97 + (number % 26));
  let at = 0;
  return () => {
    for (;;) {
      const id = `own-${lettersOf(at)}`;
      at += 1;
      if (!taken.has(id)) return id;
    }
  };
}
