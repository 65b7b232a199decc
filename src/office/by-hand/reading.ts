import type { HandAct, Meant } from "../../school/by-hand/acts.ts";
import { isDay } from "../../school/dates.ts";
import { oddClass } from "../../school/reading/cells.ts";
import { tidy } from "../../school/reading/table.ts";
import { readChild, readPerson } from "../children/correction.ts";
import type { OfficeKey } from "../page/words.ts";

type Values = Readonly<Record<string, string>>;
type Errors = Record<string, OfficeKey>;

/** Who a form means: somebody, nobody, or whoever is called so; `errors` where it says nothing that could be read. */
export type WhoMeant = { person: Meant } | { called: string } | { errors: Errors } | null;

/** Reads who is meant. In: what the fields end with, where there are several people in a form. */
export function readMeant(values: Values, end = ""): WhoMeant {
  const [given, family, meant] = ["givenName", "familyName", "meant"].map((name) => values[`${name}${end}`] ?? "");
  if (meant && meant !== "new") return { person: { id: meant } };
  if (given === "" && family === "") return null;
  if (given === "") return { called: family ?? "" };
  const names = readPerson({ givenName: given ?? "", familyName: family ?? "" });
  if (!("errors" in names)) return { person: { ...names, isNew: meant === "new" } };
  return { errors: Object.fromEntries(Object.entries(names.errors).map(([name, key]) => [`${name}${end}`, key])) };
}

/** The class of a form: one that is chosen, or a new one that is typed. */
export function readClass(values: Values): { className: string } | { errors: Errors } {
  const typed = tidy(values.newClass ?? "");
  if (typed !== "" && oddClass(typed)) return { errors: { newClass: "hand.classOdd" } };
  const className = typed || (values.className ?? "");
  return className === "" || oddClass(className) ? { errors: { className: "hand.classMissing" } } : { className };
}

/** The day on which a child leaves. In: the school's today (ISO). */
export function readLeaving(values: Values, today: string): { on: string } | { errors: Errors } {
  const { on = "" } = values;
  if (!isDay(on) || on < "2000") return { errors: { on: "hand.dayWrong" } };
  return on > today ? { errors: { on: "hand.dayAhead" } } : { on };
}

/** A new child as the form says it, or what is wrong with it, or for whom of the family is looked. */
export function readNewChild(
  values: Values,
  now: Date,
): { act: Extract<HandAct, { what: "addChild" }> } | { errors: Errors } | { called: string; guardian: number } {
  const [child, inClass] = [readChild(values, now), readClass(values)];
  const family = ["1", "2"].map((end) => readMeant(values, end));
  const wrong = family.flatMap((one) => (one && "errors" in one ? [one.errors] : []));
  const errors = Object.assign(
    {},
    "errors" in child ? child.errors : {},
    "errors" in inClass ? inClass.errors : {},
    ...wrong,
  ) as Errors;
  if ("errors" in child || "errors" in inClass || Object.keys(errors).length > 0) return { errors };
  const called = family.findIndex((one) => one !== null && "called" in one);
  const found = family[called];
  if (found && "called" in found) return { called: found.called, guardian: called };
  const guardians = family.flatMap((one) => (one && "person" in one ? [one.person] : []));
  const { givenName, familyName, birthDate } = child;
  const isNew = values.meant === "new";
  return { act: { what: "addChild", givenName, familyName, birthDate, ...inClass, guardians, isNew } };
}
