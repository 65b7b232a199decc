import { passagesOf } from "../../answers/notice.ts";
import { notStated } from "../../consent/record.ts";
import { withoutMarkup } from "../../consent/shown.ts";
import { stored, type StoredGroup, storedGroups } from "../../school/stored.ts";
import type { Speak, Texts } from "../../texts.ts";
import { measures } from "./measures.ts";

type Limits = { years: number; days: number };

/**
 * The documents for the data-protection officer, in German as Markdown, made from the same table that the code is held
 * against: the record of processing (Art. 30 GDPR), the information about the bot (Art. 13), the technical measures
 * (Art. 32). Out: text by file name.
 */
export function documentsOf(
  texts: Pick<Texts, "notice" | "topics">,
  speak: Speak,
  limits: Limits,
): Record<string, string> {
  return {
    "verzeichnis-von-verarbeitungstaetigkeiten.md": recordOfProcessing(texts, speak, limits),
    "information-nach-art-13.md": information(texts, speak, limits),
    "technische-massnahmen.md": technicalMeasures(speak),
  };
}

function recordOfProcessing(texts: Pick<Texts, "notice" | "topics">, { plain }: Speak, limits: Limits): string {
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
    plain("document.recipients"),
    "",
    plain("document.transfer"),
    "",
    row(plain("document.what"), plain("document.why"), plain("document.kept"), plain("document.tables")),
    "|---|---|---|---|",
    ...rows,
    office,
    "",
    plain("document.measures"),
  );
}

function information(texts: Pick<Texts, "notice" | "topics">, { plain }: Speak, limits: Limits): string {
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
    withoutMarkup(plain("privacy.about")),
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

function technicalMeasures({ plain }: Speak): string {
  const rows = Object.entries(measures).map(([name, test]) =>
    row(plain(`measure.${name as keyof typeof measures}`), `\`${test}\``),
  );
  return lines(
    `# ${plain("document.technical")}`,
    "",
    row(plain("document.measure"), plain("document.shownBy")),
    "|---|---|",
    ...rows,
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
