import { type Answer, type Purpose, purposes, waysToTheOffice } from "../../consent/event.ts";
import type { NotTaken, Taken } from "../../consent/taken.ts";
import type { Person } from "../../school/people.ts";
import type { OfficeKey } from "../page/words.ts";

/** An answer that came to the office another way than by chat, as it was typed in. */
export interface OfficeAnswer {
  person: Person;
  taken: Taken;
}

type Values = Readonly<Record<string, string>>;
type Errors = Record<string, OfficeKey>;

/** What a form means where it says nothing: the school's today (ISO), and the notice version in force. */
export interface Usual {
  today: string;
  notice: number;
}

/**
 * Reads the form for an answer. In: its values; who may declare for the child; what is usual.
 * Out: the answer, or what is wrong with which field.
 */
export function readAnswer(
  values: Values,
  people: readonly Person[],
  usual: Usual,
): { answer: OfficeAnswer } | { errors: Errors } {
  const person = people.find(({ id }) => id === values.person);
  const answers = answersIn(values);
  const route = waysToTheOffice.find((one) => one === values.route);
  const errors: Errors = {};
  if (!person) errors.person = "answer.whoMissing";
  if (Object.keys(answers).length === 0) errors.audio = "answer.nothingSaid";
  if (!route) errors.route = "answer.routeMissing";
  if (!person || !route || Object.keys(errors).length > 0) return { errors };
  const [day, notice] = [values.day || usual.today, Number(values.notice || usual.notice)];
  return { answer: { person, taken: { answers, route, day, notice, note: (values.note ?? "").slice(0, 200) } } };
}

function answersIn(values: Values): Partial<Record<Purpose, Answer>> {
  return Object.fromEntries(
    purposes.flatMap((purpose) =>
      values[purpose] === "yes" || values[purpose] === "no" ? [[purpose, values[purpose]] as const] : [],
    ),
  );
}

/** Beside which field it stands why something cannot be put down. */
export const errorsOf: Record<NotTaken, Errors> = {
  noPeriod: { audio: "answer.noPeriod" },
  periodOver: { day: "answer.periodOver" },
  day: { day: "answer.dayWrong" },
  notice: { notice: "answer.noticeWrong" },
  noticeOver: { notice: "answer.noticeOver" },
};
