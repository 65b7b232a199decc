import { type Answer, type Purpose, purposes, waysToTheOffice } from "../../consent/event.ts";
import { type NotTaken, type Taken, versionNumber } from "../../consent/taken.ts";
import type { Person } from "../../school/people.ts";
import { typedText } from "../../school/typed.ts";
import type { OfficeKey } from "../page/words.ts";

/** An answer that came to the office another way than by chat, as it was typed in. */
export interface OfficeAnswer {
  person: Person;
  taken: Taken;
}

type Values = Readonly<Record<string, string>>;
type Errors = Record<string, OfficeKey>;

/** The note to an answer has room for so many characters. */
export const mostOfNote = 200;

/** An answer as it was typed in: without a version, it is on the one that was in force on its day. */
export interface TypedAnswer {
  person: Person;
  taken: Omit<Taken, "notice"> & { notice: number | null };
}

/**
 * Reads the form for an answer. In: its values; who may declare for the child; the school's today (ISO).
 * Out: the answer, or what is wrong with which field.
 */
export function readAnswer(
  values: Values,
  people: readonly Person[],
  today: string,
): { answer: TypedAnswer } | { errors: Errors } {
  const person = people.find(({ id }) => id === values.person);
  const answers = answersIn(values);
  const route = waysToTheOffice.find((one) => one === values.route);
  const note = typedText(values.note ?? "");
  const notice = values.notice ? versionNumber(values.notice) : null;
  const errors: Errors = {};
  if (!person) errors.person = "answer.whoMissing";
  if (Object.keys(answers).length === 0) errors.audio = "answer.nothingSaid";
  if (!route) errors.route = "answer.routeMissing";
  if (values.notice && notice === null) errors.notice = "answer.noticeWrong";
  if (note.length > mostOfNote) errors.note = "answer.noteTooLong";
  if (!person || !route || Object.keys(errors).length > 0) return { errors };
  return { answer: { person, taken: { answers, route, day: values.day || today, notice, note } } };
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
  noticeLater: { notice: "answer.noticeLater" },
  noticeOver: { notice: "answer.noticeOver" },
};
