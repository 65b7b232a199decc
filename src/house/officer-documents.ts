import { passagesOf } from "../answers/notice.ts";
import { notStated } from "../consent/record.ts";
import { type HowLong, inWords, usually } from "../consent/how-long.ts";
import { type DrillOutcome, isGood } from "./lights.ts";
import { germanDate, isoDayOf } from "../school/dates.ts";
import type { OfficerDocument, Table } from "../school/documents/document.ts";
import { aims, measures } from "../school/documents/measures.ts";
import { type Filling, readDocument } from "../school/documents/read-document.ts";
import { type Facts, furtherFacts } from "../school/facts.ts";
import { ownOf, type SchoolMessenger, telegramOf } from "../school/messenger.ts";
import { stored, type StoredGroup, storedGroups } from "../school/stored.ts";
import type { Speak, Texts } from "../texts.ts";

/** What the documents are filled from: the school's facts, the settings, and what has been. */
export interface Circumstances {
  facts: Facts;
  limits: HowLong;
  pupilAge: number;
  timeZone: string;
  /** The version of the program. */
  program: string;
  messengers: readonly SchoolMessenger[];
  /** Where the pages are reached. */
  publicUrl: string;
  /** The hosts of the school's own sign-in and of the time-stamping service; null where there is none. */
  accountsHost: string | null;
  stampsHost: string | null;
  /** Whether the pictures of scanned sheets are kept, or some still are from when they were. */
  keepsScans: boolean;
  lastDrill: { at: string; outcome: DrillOutcome } | null;
  /** How many children, and how many others, are on file. */
  counts: { children: number; people: number };
  erasures: readonly { at: string; events: number; children: number; people: number }[];
}

/**
 * The documents for the data-protection officer, in German: the record of processing (Art. 30 GDPR), the information
 * for guardians, pupils and staff (Art. 13, 14), the measures (Art. 32), the deletion concept (Art. 5(1)(e)), the
 * threshold test (Art. 35). What is not known stands in them as what a person must decide.
 * Errors: WrongDocument for a text with a field or a table that is none.
 */
export function documentsOf(
  texts: Pick<Texts, "documents" | "notice" | "topics" | "speak" | "in">,
  of: Circumstances,
): OfficerDocument[] {
  const speak = ownOf(of.messengers) && !telegramOf(of.messengers) ? texts.in("matrix").speak() : texts.speak();
  const filling: Filling = {
    fields: fieldsFor(of),
    labels: Object.fromEntries(furtherFacts.map((name) => [name, speak.plain(`document.fact.${name}`)])),
    missing: (fact) => speak.plain("document.missing", { fact }),
    holds: holdsFor(of),
    tables: tablesFor(speak, of),
    passage: (topic) => said(texts, topic),
  };
  return [...texts.documents()].map(([name, written]) => readDocument(name, written, filling));
}

function fieldsFor(of: Circumstances): Filling["fields"] {
  const { facts, limits, counts, lastDrill, timeZone } = of;
  return {
    ...facts,
    ...inWords(limits, "de"),
    transferDay: `${germanDate(limits.transferDay)}.`,
    ...{ pupilAge: String(of.pupilAge), program: of.program, publicUrl: of.publicUrl },
    server: ownOf(of.messengers)?.server ?? "",
    ...{ accountsHost: of.accountsHost ?? "", stampsHost: of.stampsHost ?? "" },
    drilledOn: lastDrill ? germanDate(isoDayOf(new Date(lastDrill.at), timeZone)) : "",
    ...{ children: roughly(counts.children), people: roughly(counts.people) },
  };
}

/** So that the document is not another one with every child: "unter 300". */
const roughly = (count: number) => `unter ${(Math.floor(count / 100) + 1) * 100}`;

function holdsFor(of: Circumstances): Set<string> {
  const { facts, messengers, publicUrl, accountsHost, stampsHost, lastDrill, limits } = of;
  const all = {
    ...{ host: facts.host !== "", processor: facts.processor !== "" },
    ...{ telegram: telegramOf(messengers) !== undefined, matrix: ownOf(messengers) !== undefined },
    ...{ accounts: accountsHost !== null, stamps: stampsHost !== null },
    keepsScans: of.keepsScans,
    secure: publicUrl.startsWith("https:"),
    drilled: isGood(lastDrill?.outcome),
    otherTimes: Object.entries(usually).some(([kind, usual]) => limits[kind as keyof HowLong] !== usual),
  };
  return new Set(Object.entries(all).flatMap(([name, holds]) => (holds ? [name] : [])));
}

function tablesFor(speak: Speak, of: Circumstances): Filling["tables"] {
  const { plain } = speak;
  const head = [plain("document.what"), plain("document.why"), plain("document.kept")];
  const [parents, office] = [storedGroups.map((group) => rowOf(speak, group, of)), rowOf(speak, "office", of)];
  const staff = (["account", "messages", "conversation", "requests"] as const).map((group) => rowOf(speak, group, of));
  const withTables = [...storedGroups, "office" as const].map((group) => [...rowOf(speak, group, of), tablesIn(group)]);
  return {
    parents: { head, rows: parents },
    staff: { head, rows: [office, ...staff] },
    record: { head: [...head, plain("document.tables")], rows: withTables },
    all: { head, rows: [...parents, office] },
    erasures: erasuresIn(speak, of),
    ...Object.fromEntries(aims.map((aim) => [aim, measuresFor(speak, aim)])),
  };
}

function rowOf({ plain, language }: Speak, group: StoredGroup, { limits }: Circumstances): string[] {
  const howLong = inWords(limits, language);
  const of = (part: "what" | "why" | "kept") =>
    group === "office" ? plain(`document.office.${part}`, howLong) : plain(`stored.${group}.${part}`, howLong);
  return [of("what"), of("why"), of("kept")];
}

function tablesIn(group: StoredGroup): string {
  return Object.entries(stored)
    .filter(([, table]) => table.group === group)
    .map(([name, { columns, identifies }]) => {
      const who = identifies.length > 0 ? `: ${identifies.join(", ")}` : "";
      return `${name} (${columns.length}${who})`;
    })
    .join(", ");
}

function measuresFor({ plain }: Speak, aim: (typeof aims)[number]): Table {
  const rows = Object.entries(measures)
    .filter(([, measure]) => measure.aim === aim)
    .map(([name, { test }]) => [plain(`measure.${name as keyof typeof measures}`), test]);
  return { head: [plain("document.measure"), plain("document.shownBy")], rows };
}

function erasuresIn({ plain }: Speak, { erasures, timeZone }: Circumstances): Table {
  const rows = erasures
    .filter(({ events, children, people }) => events + children + people > 0)
    .map(({ at, events, children, people }) => [
      germanDate(isoDayOf(new Date(at), timeZone)),
      ...[events, children, people].map(String),
    ]);
  const head = (["erasedOn", "erasedEvents", "erasedChildren", "erasedPeople"] as const).map((key) =>
    plain(`document.${key}`),
  );
  return { head, rows: rows.length === 0 ? [[plain("document.nothingErased"), "0", "0", "0"]] : rows };
}

/** What the notice says to a topic, verbatim. */
function said({ notice, topics }: Pick<Texts, "notice" | "topics">, topic: string): string {
  const found = topics[topic];
  return found
    ? passagesOf(notice, found)
        .says.map(({ text }) => text)
        .join(" ")
    : notStated;
}
