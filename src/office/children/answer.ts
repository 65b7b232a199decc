import { type Answer, type Purpose, purposes, type Route, routes } from "../../consent/event.ts";
import type { Person } from "../../school/people.ts";
import type { OfficeKey } from "../page/words.ts";

/** An answer that came to the office another way than by chat, as it was typed in. */
export interface OfficeAnswer {
  /** Who answered; null where the office settles what differs. */
  person: Person | null;
  answers: Partial<Record<Purpose, Answer>>;
  route: Exclude<Route, "chat">;
  note: string;
}

export const officeRoutes = ["paper", "phone", "in_person"] as const satisfies Route[];

/**
 * Reads the form for an answer.
 * In: its values; who may declare for the child, or null where the office settles; whether a period runs.
 * Out: the answer, or what is wrong with which field.
 */
export function readAnswer(
  values: Readonly<Record<string, string>>,
  people: readonly Person[] | null,
  periodRuns: boolean,
): { answer: OfficeAnswer } | { errors: Record<string, OfficeKey> } {
  const person = people?.find(({ id }) => id === values.person) ?? null;
  const answers = Object.fromEntries(
    purposes.flatMap((purpose) =>
      values[purpose] === "yes" || values[purpose] === "no" ? [[purpose, values[purpose]] as const] : [],
    ),
  );
  const route = officeRoutes.find((one) => one === values.route && routes.includes(one));
  const errors: Record<string, OfficeKey> = {};
  if (people !== null && !person) errors.person = "answer.whoMissing";
  if (Object.keys(answers).length === 0) errors.audio = "answer.nothingSaid";
  else if (Object.values(answers).includes("yes") && !periodRuns) errors.audio = "answer.noPeriod";
  if (!route) errors.route = "answer.routeMissing";
  return route && Object.keys(errors).length === 0
    ? { answer: { person, answers, route, note: (values.note ?? "").slice(0, 200) } }
    : { errors };
}

/**
 * What goes on record as the act: by which way, by whom it was taken down, and where the paper is.
 * The id of the form keeps a second tap from being a second answer.
 */
export function evidenceOfAnswer({ route, note }: OfficeAnswer, takenBy: string, form: string): string {
  return [`${route}, taken by ${takenBy}, ${form}`, note].filter((part) => part !== "").join("; ");
}
