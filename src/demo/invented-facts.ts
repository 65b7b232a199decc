import { type Notice, readNotice } from "../answers/notice.ts";
import type { Help, Texts } from "../texts.ts";
import { once } from "../texts/remembering.ts";

/** Who answers for the demo's school; no street and no address that could be anybody's. */
export const school = {
  name: "Schule am Wolkenweg",
  head: "Edith Muster",
  signed: "E. Muster",
  address: "Wolkenweg 7, 00000 Nirgendwo",
  mail: "sekretariat@wolkenweg.example",
  officer: "Dora Schutz, datenschutz@wolkenweg.example",
  /** Where its own messenger is. */
  server: "wolkenweg.example",
};

/**
 * The texts as the demo says them, in each messenger: its own copy of the notice, in which no person, street or mail
 * of a school is.
 * The notice version that is made of it, and its sha256, are the demo's.
 * In: the texts of the house, which stay as they are.
 */
export function withInventedFacts(texts: Texts): Texts {
  const head = passageIn(texts.noticeFile, "controller-head").split(" ").slice(1).join(" ");
  const noticeFile = inventedIn(texts.noticeFile, head);
  const help = new Map(texts.languages.map((language) => [language, helpWith(texts.help(language), head)]));
  // What is read late, such as the examples, is left to be read late.
  const own = { noticeFile, notice: readNotice(noticeFile), help: (language: string) => help.get(language) ?? null };
  const saidBy = (some: Texts): Texts =>
    Object.assign(Object.create(some) as Texts, own, {
      in: (messenger: Parameters<Texts["in"]>[0]) => (messenger === "matrix" ? inMatrix() : usual),
    });
  const usual = saidBy(texts);
  const inMatrix = once(() => saidBy(texts.in("matrix")));
  return usual;
}

function helpWith(help: Help | null, head: string): Help | null {
  if (!help) return null;
  const passages = new Map(
    [...help.notice.passages].map(([id, one]) => [id, { ...one, text: invented(id, one, head) }]),
  );
  const sections = help.notice.sections.map(({ heading, blocks }) => ({
    heading,
    blocks: blocks.map((block) => block.map((one) => passages.get(one.id) ?? one)),
  }));
  return { ...help, notice: { ...help.notice, passages, sections } satisfies Notice };
}

function inventedIn(file: string, head: string): string {
  return file.replaceAll(
    /^\[([a-z-]+)\] (.+)$/gm,
    (_, id: string, text: string) => `[${id}] ${invented(id, { text }, head)}`,
  );
}

/** A passage with what the demo says in the place of names; where it cannot be told what is one, without the rest. */
function invented(id: string, { text }: { text: string }, head: string): string {
  const behind = (what: string) => (text.includes(": ") ? text.slice(0, text.lastIndexOf(": ") + 2) + what : what);
  if (id === "controller-school") return behind(school.name);
  if (id === "controller-head") return text.includes(head) ? text.replace(head, school.head) : school.head;
  if (id === "controller-address") return school.address;
  if (id === "controller-mail") return school.mail;
  if (id === "officer") return behind(school.officer);
  return id === "letter-signed" ? school.signed : text;
}

const passageIn = (file: string, id: string): string => readNotice(file).passages.get(id)?.text ?? "";
