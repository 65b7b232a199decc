import { isDay } from "../school/dates.ts";

/** What a person can ask of the school (Art. 15–18, 20, 21, 77 GDPR; the form: "ein Recht auf Auskunft …"). */
export const rights = [
  "access",
  "rectification",
  "erasure",
  "restriction",
  "objection",
  "portability",
  "complaint",
] as const;
export type Right = (typeof rights)[number];

/** Served from what the bot holds, in the moment it is asked for. */
export const servedAtOnce: readonly Right[] = ["access", "portability"];

/**
 * Where a request is on its way.
 * `extended`: two months more, which the person must be told within the first (Art. 12(3)).
 */
export const steps = ["received", "working", "extended", "answered", "declined"] as const;
export type Step = (typeof steps)[number];

export interface RequestStep {
  step: Step;
  at: string;
  by: string;
  note: string;
}

/** A request with its history, oldest first; there is always a `received`. */
export interface RightsRequest {
  id: string;
  right: Right;
  personId: string;
  /** The person's own words, or "". */
  words: string;
  history: RequestStep[];
}

/** How a request reaches the school other than by chat. */
export const entryRoutes = ["letter", "mail", "phone", "in_person"] as const;
export type EntryRoute = (typeof entryRoutes)[number];

/** What the office has put down of a request that came so. */
export interface RequestEntry {
  id: string;
  /** The day (ISO) on which it came to the school. */
  receivedOn: string;
  route: EntryRoute;
  /** Where the letter lies, or "". */
  place: string;
  by: string;
  at: string;
}

/** What a typed place and typed words have room for, in letters. */
export const mostOfEntry = { place: 200, words: 2000 };

/** Since then (ISO) there is the law by which requests are made (Art. 99(2) GDPR); an older day is a slip. */
const firstDay = "2018-05-25";

/** Whether a request can have come on this day (ISO): not in the future. In: the school's today (ISO). */
export const canHaveComeOn = (day: string, today: string): boolean => isDay(day) && day >= firstDay && day <= today;

/** The moment (ISO) from which the month counts. In: the day on which a request came, and today (ISO); now. */
export function momentOfDay(day: string, today: string, now: Date): string {
  const noon = `${day}T12:00:00.000Z`;
  return day === today || noon > now.toISOString() ? now.toISOString() : noon;
}

/** Whether nothing is left to be done. */
export const isClosed = ({ history }: Pick<RightsRequest, "history">): boolean =>
  history.some(({ step }) => step === "answered" || step === "declined");

/** When it came (ISO): where it came more than once, the first time counts. */
export const receivedAt = ({ history }: Pick<RightsRequest, "history">): string =>
  history
    .filter(({ step }) => step === "received")
    .map(({ at }) => at)
    .toSorted()[0] ?? "";

/** When the school must have answered: one month on, three when it was extended (Art. 12(3) GDPR). Out: ISO date. */
export function dueOn({ history }: Pick<RightsRequest, "history">): string {
  const received = receivedAt({ history });
  return monthsOn(received, history.some(({ step }) => step === "extended") ? 3 : 1);
}

/** Whether it is late, will be within a week, or has time. */
export function urgency(request: Pick<RightsRequest, "history">, now: Date): "closed" | "overdue" | "soon" | "open" {
  if (isClosed(request)) return "closed";
  const days = (Date.parse(`${dueOn(request)}T23:59:59Z`) - now.getTime()) / 86_400_000;
  return days < 0 ? "overdue" : days <= 7 ? "soon" : "open";
}

export type TakenStep = Exclude<Step, "received">;

/**
 * Whether such a request is answered by being carried out, and not by a word (Art. 17, 18 GDPR). In: the role of whose
 * it is: of somebody of whom nothing is stored nothing can be erased or restricted.
 */
export const isCarriedOut = (right: Right, role: string | undefined): boolean =>
  (right === "erasure" || right === "restriction") && role !== "stranger";

/** Which of the open steps can be taken by a word of the office. In: the request, the role of whose it is; now. */
export const stepsByWord = (request: Pick<RightsRequest, "history" | "right">, role: string, now: Date): TakenStep[] =>
  openSteps(request, now).filter((step) => step !== "answered" || !isCarriedOut(request.right, role));

/** The steps that can be taken now: the month can be made longer once, and only while it lasts (Art. 12(3) GDPR). */
export function openSteps(request: Pick<RightsRequest, "history">, now: Date): TakenStep[] {
  const how = urgency(request, now);
  const mayExtend = how !== "overdue" && !request.history.some(({ step }) => step === "extended");
  return how === "closed"
    ? []
    : steps.filter((step) => step !== "received").filter((step) => step !== "extended" || mayExtend);
}

/** What the person is told with a step has room for so many characters: it reaches the chat as one message. */
export const mostOfNote = 1000;

/** Whether the person must be told why: of a refusal and of taking longer (Art. 12(3), (4) GDPR). */
export const needsReasons = (step: TakenStep): boolean => step === "extended" || step === "declined";

/** The same day so many months later, or the last one of a shorter month (Regulation 1182/71 art. 3). */
function monthsOn(iso: string, months: number): string {
  const from = new Date(iso);
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0));
  return new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(from.getUTCDate(), last.getUTCDate())))
    .toISOString()
    .slice(0, 10);
}
