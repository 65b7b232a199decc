import type { Answers } from "./event.ts";

/** The question that is open in a chat, as far as it is kept (Art. 15 GDPR). */
export interface OpenQuestion {
  about: "give" | "withdraw" | "request";
  /** When it was first put, and when something was last said to it (ISO). */
  since: string;
  touchedAt: string;
  /** Ids of the children for whom it could be answered. */
  children: string[];
  /** What was answered so far, in order; `typed`: the words, where they are part of a declaration. */
  answers: { answer: string | Answers; typed: string | null }[];
}

interface Kept {
  replay: { send: { payload: string }[]; receive: { send: number; returnValue?: Returned }[] };
}

interface Returned {
  callback_query?: { data: string };
  ret?: { own?: { childId: string }[]; heard?: string; value?: string | Answers; typed?: string };
  res?: { result?: { date?: number } };
}

const subjects = { giveConsent: "give", withdrawConsent: "withdraw", requestRight: "request" } as const;

/** Reads it. In: a kept conversation as JSON, and when it was last changed. Out: null where no question is open. */
export function openQuestionIn(state: string, touchedAt: string): OpenQuestion | null {
  const [found] = Object.entries((JSON.parse(state) as { state: Record<string, Kept[]> }).state);
  if (!found) return null;
  const [name, [run]] = found;
  const log = run?.replay.receive.map(({ returnValue }) => returnValue ?? {}) ?? [];
  const said = log.map(({ res }) => res?.result).flatMap((result) => (typeof result === "object" ? [result.date] : []));
  const first = Math.min(...said.filter((date) => date !== undefined));
  return {
    about: Object.hasOwn(subjects, name) ? subjects[name as keyof typeof subjects] : "request",
    since: Number.isFinite(first) ? new Date(first * 1000).toISOString() : touchedAt,
    touchedAt,
    children: [...new Set(log.flatMap(({ ret }) => ret?.own?.map(({ childId }) => childId) ?? []))],
    answers: answersIn(log),
  };
}

function answersIn(log: readonly Returned[]): OpenQuestion["answers"] {
  const answered = new Set<string>();
  return log.flatMap(({ callback_query: tap, ret }) => {
    if (ret?.heard === "answer" && ret.value !== undefined) return [{ answer: ret.value, typed: ret.typed ?? null }];
    const [, question, key] = /^((?:give|withdraw|request):.+):([\w-]+)$/.exec(tap?.data ?? "") ?? [];
    // A second tap answers nothing.
    if (question === undefined || key === undefined || answered.has(question)) return [];
    answered.add(question);
    return [{ answer: key, typed: null }];
  });
}
