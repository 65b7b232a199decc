/** One sentence or line of the notice, the smallest thing that is quoted. */
export interface Passage {
  id: string;
  text: string;
  /** The heading it stands under. */
  section: string;
}

/** The school's notice as numbered passages; `title` is its own first line. */
export interface Notice {
  title: string;
  sections: { heading: string; blocks: Passage[][] }[];
  passages: Map<string, Passage>;
}

/** A topic points at the passages that answer it, and at those that say something else about the same matter. */
export interface Topic {
  title: string;
  /** What stands on its button, where the title is longer than a phone shows. */
  label?: string;
  passages: string[];
  also?: string[];
  /**
   * What a person reads first, where that is not the first passage alone: those that mislead without each other, or
   * the one that can be understood by itself.
   */
  first?: string[];
  /** What is read on asking for more, where that is not all the rest. */
  more?: string[];
}

export type Topics = Record<string, Topic>;

/** How a topic is called in some language. */
export type Called = Pick<Topic, "title" | "label">;

/** What a topic is called on a button; undefined where there is none. */
export const labelOf = (topic: Called | undefined): string | undefined => topic?.label ?? topic?.title;

/**
 * Reads `notice.md`: `# title`, `## section`, and passages as lines `[id] text`; an empty line ends a paragraph.
 * Errors: names the line that is no passage, or the id that stands twice.
 */
export function readNotice(markdown: string): Notice {
  const notice: Notice = { title: "", sections: [], passages: new Map() };
  for (const [index, line] of markdown.split(/\r?\n/).entries()) readLine(notice, line.trim(), index + 1);
  return notice;
}

function readLine(notice: Notice, line: string, number: number): void {
  const section = notice.sections.at(-1);
  if (line.startsWith("## ")) notice.sections.push({ heading: line.slice(3), blocks: [] });
  else if (line.startsWith("# ")) {
    notice.title = line.slice(2);
    notice.sections.push({ heading: notice.title, blocks: [] });
  } else if (line === "") section?.blocks.push([]);
  else {
    const [, id, text] = /^\[([a-z][a-z-]*)\] (.+)$/.exec(line) ?? [];
    if (!id || !text || !section)
      throw new Error(`notice.md, line ${number}: every passage is a line "[its-id] its text" under a heading`);
    if (notice.passages.has(id)) throw new Error(`notice.md, line ${number}: the passage id "${id}" stands twice`);
    const passage = { id, text, section: section.heading };
    if (section.blocks.length === 0) section.blocks.push([]);
    section.blocks.at(-1)?.push(passage);
    notice.passages.set(id, passage);
  }
}

/** The whole notice without markup, one string per section, as a parent reads it. */
export function readableSections(notice: Notice): { heading: string; text: string }[] {
  return notice.sections
    .map(({ heading, blocks }) => ({
      heading,
      text: blocks
        .filter((block) => block.length > 0)
        .map((block) => block.map((passage) => passage.text).join("\n"))
        .join("\n\n"),
    }))
    .filter((section) => section.text !== "");
}

/** The passages that answer a topic: each sentence once, then those that say something else about the same matter. */
export function passagesOf(notice: Notice, topic: Topic): { says: Passage[]; also: Passage[] } {
  const seen = new Set<string>();
  const pick = (ids: string[]) =>
    ids
      .map((id) => notice.passages.get(id))
      .filter((passage) => passage !== undefined)
      .filter(({ text }) => !seen.has(text) && seen.add(text));
  return { says: pick(topic.passages), also: pick(topic.also ?? []) };
}

/**
 * The same as a person reads it: first what answers by itself, and the rest for whoever wants to know more.
 * Each sentence stands in one of them, once.
 */
export function answerOf(notice: Notice, topic: Topic): { first: Passage[]; more: Passage[] } {
  const { says, also } = passagesOf(notice, topic);
  const listed = (ids: string[]) => passagesOf(notice, { title: "", passages: ids }).says;
  const first = topic.first ? listed(topic.first) : says.slice(0, 1);
  const read = new Set(first.map(({ text }) => text));
  return { first, more: (topic.more ? listed(topic.more) : [...says, ...also]).filter(({ text }) => !read.has(text)) };
}

/** Whether a heading only greets whoever reads it: it names no part of the text. */
export const isSalutation = (heading: string): boolean =>
  /[,!]$/.test(heading.trim()) || /^(sehr geehrte|liebe[rs]?|guten tag|hallo)\b/i.test(heading.trim());

/** Which topics point at passages that the notice does not have: for whoever changed the text. */
export function lostPassages(notice: Notice, topics: Topics): { topic: string; passage: string }[] {
  return Object.entries(topics).flatMap(([topic, { passages, also = [], first = [], more = [] }]) =>
    [...new Set([...passages, ...also, ...first, ...more])]
      .filter((id) => !notice.passages.has(id))
      .map((passage) => ({ topic, passage })),
  );
}
