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

/** Whether nothing is left to be done. */
export const isClosed = ({ history }: Pick<RightsRequest, "history">): boolean =>
  history.some(({ step }) => step === "answered" || step === "declined");

/** When the school must have answered: one month on, three when it was extended (Art. 12(3) GDPR). Out: ISO date. */
export function dueOn({ history }: Pick<RightsRequest, "history">): string {
  const received = history.find(({ step }) => step === "received")?.at ?? "";
  return monthsOn(received, history.some(({ step }) => step === "extended") ? 3 : 1);
}

/** Whether it is late, will be within a week, or has time. */
export function urgency(request: Pick<RightsRequest, "history">, now: Date): "closed" | "overdue" | "soon" | "open" {
  if (isClosed(request)) return "closed";
  const days = (Date.parse(`${dueOn(request)}T23:59:59Z`) - now.getTime()) / 86_400_000;
  return days < 0 ? "overdue" : days <= 7 ? "soon" : "open";
}

export type TakenStep = Exclude<Step, "received">;

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
