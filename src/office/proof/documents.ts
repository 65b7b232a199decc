import { passagesOf } from "../../answers/notice.ts";
import { notStated } from "../../consent/record.ts";
import { withoutMarkup } from "../../consent/shown.ts";
import { stored, type StoredGroup, storedGroups } from "../../school/stored.ts";
import { ownOf, type SchoolMessenger, telegramOf } from "../../school/messenger.ts";
import type { Speak, Texts } from "../../texts.ts";
import { measures } from "./measures.ts";

type Limits = { years: number; days: number; looks: number };
type Source = Pick<Texts, "notice" | "topics" | "speak" | "in">;

/** What is said of the messengers in which the bot is, and in which words the rest is. */
interface Written {
  speak: Speak;
  recipients: string;
  transfer: string;
  /** What is encrypted and how long it is kept in the school's own messenger; nothing where it has none. */
  rooms: readonly string[];
  /** The information about the bot (Art. 13), as it stands in each messenger. */
  about: readonly string[];
}

/**
 * The documents for the data-protection officer, in German as Markdown, made from the same table that the code is held
 * against: the record of processing (Art. 30 GDPR), the information about the bot (Art. 13), the technical measures
 * (Art. 32). In: the messengers in which the bot is, for whoever receives what is written there.
 * Out: text by file name.
 */
export function documentsOf(
  texts: Source,
  limits: Limits,
  messengers: readonly SchoolMessenger[],
): Record<string, string> {
  const written = writtenFor(texts, messengers);
  return {
    "verzeichnis-von-verarbeitungstaetigkeiten.md": recordOfProcessing(texts, written, limits),
    "information-nach-art-13.md": information(texts, written, limits),
    "technische-massnahmen.md": technicalMeasures(written),
  };
}

function writtenFor(texts: Source, messengers: readonly SchoolMessenger[]): Written {
  const usual = texts.speak();
  const { plain } = usual;
  const about = (speak: Speak) => withoutMarkup(speak.plain("privacy.about"));
  const own = ownOf(messengers);
  if (!own) {
    const [recipients, transfer] = [plain("document.recipients"), plain("document.transfer")];
    return { speak: usual, recipients, transfer, rooms: [], about: [about(usual)] };
  }
  const server = { server: own.server ?? "" };
  const otherwise = texts.in("matrix").speak();
  const rooms = ["", plain("document.rooms", server)];
  const written = { rooms, about: [about(otherwise), ...rooms] };
  if (!telegramOf(messengers))
    return {
      ...written,
      speak: otherwise,
      recipients: plain("document.recipientsOwn", server),
      transfer: plain("document.transferOwn", server),
    };
  const heading = (key: "document.inOwn" | "document.inTelegram") => [`## ${plain(key, server)}`, ""];
  return {
    ...written,
    about: [...heading("document.inOwn"), ...written.about, "", ...heading("document.inTelegram"), about(usual)],
    speak: usual,
    recipients: plain("document.recipientsBoth", server),
    transfer: plain("document.transferBoth", server),
  };
}

function recordOfProcessing(texts: Source, { speak, recipients, transfer, rooms }: Written, limits: Limits): string {
  const { plain } = speak;
  const rows = storedGroups.map((group) =>
    row(
      plain(`stored.${group}.what`),
      plain(`stored.${group}.why`),
      plain(`stored.${group}.kept`, limits),
      tablesOf(group),
    ),
  );
  const office = row(
    plain("document.office.what"),
    plain("document.office.why"),
    plain("document.office.kept", limits),
    tablesOf("office"),
  );
  return lines(
    `# ${plain("document.record")}`,
    "",
    `${plain("document.controller")}: ${said(texts, "controller")}`,
    "",
    `${plain("document.officer")}: ${said(texts, "dpo_contact")}`,
    "",
    plain("document.purpose"),
    "",
    plain("document.basis"),
    "",
    plain("document.people"),
    "",
    recipients,
    "",
    transfer,
    ...rooms,
    "",
    row(plain("document.what"), plain("document.why"), plain("document.kept"), plain("document.tables")),
    "|---|---|---|---|",
    ...rows,
    office,
    "",
    plain("document.measures"),
  );
}

function information(texts: Source, { speak, about }: Written, limits: Limits): string {
  const { plain } = speak;
  const rows = storedGroups.flatMap((group) => [
    `## ${plain(`stored.${group}.what`)}`,
    "",
    `${plain("document.why")}: ${plain(`stored.${group}.why`)}.`,
    "",
    `${plain("document.kept")}: ${plain(`stored.${group}.kept`, limits)}.`,
    "",
  ]);
  return lines(
    `# ${plain("document.information")}`,
    "",
    ...about,
    "",
    `${plain("document.controller")}: ${said(texts, "controller")}`,
    "",
    `${plain("document.officer")}: ${said(texts, "dpo_contact")}`,
    "",
    ...rows,
    `## ${plain("document.rights")}`,
    "",
    said(texts, "rights_overview"),
    "",
    said(texts, "complaint"),
  );
}

function technicalMeasures({ speak, rooms }: Written): string {
  const { plain } = speak;
  const rows = Object.entries(measures).map(([name, test]) =>
    row(plain(`measure.${name as keyof typeof measures}`), `\`${test}\``),
  );
  return lines(
    `# ${plain("document.technical")}`,
    "",
    row(plain("document.measure"), plain("document.shownBy")),
    "|---|---|",
    ...rows,
    ...rooms,
  );
}

function tablesOf(group: StoredGroup): string {
  return Object.entries(stored)
    .filter(([, table]) => table.group === group)
    .map(([name, { columns, identifies }]) => {
      const who = identifies.length > 0 ? `: ${identifies.join(", ")}` : "";
      return `\`${name}\` (${columns.length}${who})`;
    })
    .join(", ");
}

/** What the notice says to a topic, verbatim. */
function said({ notice, topics }: Pick<Texts, "notice" | "topics">, topic: string): string {
  const found = topics[topic];
  return found
    ? passagesOf(notice, found)
        .says.map(({ text }) => text)
        .join(", ")
    : notStated;
}

/** A row of a table. */
const row = (...cells: string[]) => `| ${cells.join(" | ")} |`;
const lines = (...all: string[]) => `${all.join("\n")}\n`;
