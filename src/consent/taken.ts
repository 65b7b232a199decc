import { readableSections, type Notice } from "../answers/notice.ts";
import { mayHaveBeenDeclaredOn, withDay } from "./day.ts";
import type { Answer, Purpose, WayToTheOffice } from "./event.ts";
import type { DayOf } from "./later.ts";
import { escaped, oneLine } from "./shown.ts";

/** What somebody declared on paper, by telephone or in person, as the office puts it down. */
export interface Taken {
  answers: Partial<Record<Purpose, Answer>>;
  route: WayToTheOffice;
  /** The day of the declaration (ISO). */
  day: string;
  /** The notice version of the sheet, or the one that was spoken of. */
  notice: number;
  /** Where the paper is, say. */
  note: string;
  /** The scan that lay beside it, where there was one. */
  scan?: Scan;
}

/**
 * Which scan it was: the hash of its file, the page, and the printed form (8 hex digits). `picture`: the hash of the
 * picture of the page, where the school keeps it.
 */
export interface Scan {
  sha256: string;
  page: number;
  form: string;
  picture?: string;
}

/** A version of the notice, as far as it matters to what was declared on it. */
export interface Version {
  number: number;
  publishedAt: string;
  change: string | null;
  lapsedAt: string | null;
}

/** Why something cannot be put down as it was told. */
export type NotTaken = "day" | "notice" | "noticeLater" | "noticeOver" | "noPeriod" | "periodOver";

/** What the school says of time. */
export interface SchoolTime {
  /** The school's today (ISO), and its calendar day of a moment. */
  today: string;
  dayOf: DayOf;
  /** Whether a period runs, and when one ended last (ISO). */
  periodRuns: boolean;
  lastEnd: string | null;
}

/**
 * What keeps a declaration from being put down, or null: a day in the future or before the first notice; a version
 * that there never was, or not yet on that day; a yes on a version whose consents have lapsed (EDPB 05/2020 no.
 * 110), without a period,
 * or from before the end of one (the form: "für die Dauer der eingeschränkten Beschulung").
 * In: it; every version of the notice; what the school says of time.
 */
export function whyNotTaken(
  { answers, day, notice }: Pick<Taken, "answers" | "day" | "notice">,
  versions: readonly Version[],
  { today, dayOf, periodRuns, lastEnd }: SchoolTime,
): NotTaken | null {
  const first = versions[0];
  const yes = Object.values(answers).includes("yes");
  if (yes && !periodRuns) return "noPeriod";
  if (!first || !mayHaveBeenDeclaredOn(day, { today, first: dayOf(first.publishedAt) })) return "day";
  const version = versions.find(({ number }) => number === notice);
  if (!version) return "notice";
  if (dayOf(version.publishedAt) > day) return "noticeLater";
  if (yes && lastEnd !== null && day < dayOf(lastEnd)) return "periodOver";
  return yes && versions.some((one) => one.number > notice && hasEndedOlder(one)) ? "noticeOver" : null;
}

/** The version that was in force on a day (ISO): the newest that was published by then. In: all, oldest first. */
export function versionOn<One extends Pick<Version, "publishedAt">>(
  versions: readonly One[],
  day: string,
  dayOf: DayOf,
): One | undefined {
  return versions.findLast(({ publishedAt }) => dayOf(publishedAt) <= day);
}

/** The number of a version as it was typed, in digits; null for anything else. */
export const versionNumber = (typed: string): number | null => (/^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : null);

const hasEndedOlder = ({ change, lapsedAt }: Version) => change === "material" && lapsedAt !== null;

/**
 * What goes on record as the act: by which way, from which scan, who took it down, the office's note, the day of the
 * declaration. In: `act`, by which the same form sent twice is one act.
 */
export function evidenceOfTaken({ route, note, day, scan }: Taken, takenBy: string, act: string): string {
  const kept = scan?.picture === undefined ? "" : ` picture sha256:${scan.picture}`;
  const seen = scan ? `, scan sha256:${scan.sha256} page ${scan.page} form ${scan.form}${kept}` : "";
  const parts = [`${route}${seen}, taken by ${takenBy}, ${oneLine(act)}`, oneLine(note)];
  return withDay(parts.filter((part) => part !== "").join("; "), day);
}

const scanBegins =
  /^paper, scan sha256:([0-9a-f]{64}) page (\d+) form ([0-9a-f]{8})(?: picture sha256:([0-9a-f]{64}))?, /;

/** The scan that is named in the evidence of an event, or null. Only its beginning says it: no name and no note can. */
export function scanIn(evidence: string): Scan | null {
  const [, sha256, page, form, picture] = scanBegins.exec(evidence) ?? [];
  if (sha256 === undefined || form === undefined) return null;
  return { sha256, page: Number(page), form, ...(picture === undefined ? {} : { picture }) };
}

/**
 * The form of this notice, as it stands on the sheet: the text that was shown on paper and read out by telephone.
 * Out: with the messenger's markup escaped, as all that was shown; null where the notice has no form.
 */
export function formShown(notice: Notice): string | null {
  const heading = notice.passages.get("form-title")?.section;
  const form = readableSections(notice).find((section) => section.heading === heading);
  return form ? escaped(form.text) : null;
}
