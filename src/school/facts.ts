import { typedText } from "./typed.ts";

/** What is true of one school alone. Each is one line; `""` where the school has not said it. */
export interface Facts {
  /** What the school is called, and its head: how she or he is addressed, the whole name, and how it is signed. */
  school: string;
  headForm: HeadForm;
  head: string;
  signed: string;
  address: string;
  mail: string;
  /** The data-protection officer. */
  officer: string;
  officerMail: string;
  /** The supervisory authority, whose the messenger is, who runs the server, and who runs the video lessons for it. */
  authority: string;
  messenger: string;
  host: string;
  processor: string;
}

export const headForms = ["Frau", "Herr", ""] as const;
export type HeadForm = (typeof headForms)[number];
export type FactName = keyof Facts;

/** How the head of a school is called in a language, by the form of address. */
export type HeadWords = Readonly<Record<HeadForm, string>>;

/** What the notice cannot be without, in the order in which it is asked. */
export const neededFacts = ["school", "head", "address", "mail", "officer", "officerMail"] as const;
/** What the documents for the officer are made of, where the school says it. */
export const furtherFacts = ["authority", "messenger", "host", "processor"] as const;
export const factNames = [
  ...["school", "headForm", "head", "signed", "address", "mail", "officer", "officerMail"],
  ...furtherFacts,
] as FactName[];

/** So many letters a fact may have. */
export const mostOfFact = 200;

export type FactFault = "missing" | "long" | "odd";

/**
 * Reads facts as they were typed or stand in a file. Out: the facts, or what is wrong with which of them: missing,
 * longer than a fact is, or with what a notice is made of (several lines, a field in braces).
 */
export function readFacts(typed: unknown): { facts: Facts } | { faults: Partial<Record<FactName, FactFault>> } {
  const given = typeof typed === "object" && typed !== null ? (typed as Record<string, unknown>) : {};
  const all = Object.fromEntries(factNames.map((name) => [name, oneLine(given[name])])) as unknown as Facts;
  const faults = factNames.flatMap((name) => {
    const fault = faultOf(name, all[name]);
    return fault === null ? [] : [[name, fault] as const];
  });
  if (faults.length > 0) return { faults: Object.fromEntries(faults) };
  return { facts: { ...all, signed: all.signed === "" ? signedOf(all.head) : all.signed } };
}

function oneLine(value: unknown): string {
  return typeof value === "string" ? typedText(value) : "";
}

function faultOf(name: FactName, value: string): FactFault | null {
  const isNeeded = neededFacts.some((one) => one === name);
  if (value === "") return isNeeded ? "missing" : null;
  if (name === "headForm" && !headForms.some((form) => form === value)) return "odd";
  if (/[\n{}]/.test(value)) return "odd";
  if ((name === "mail" || name === "officerMail") && !/^\S+@\S+$/.test(value)) return "odd";
  return value.length > mostOfFact ? "long" : null;
}

/** How a head signs: "E. Muster" for "Edith Muster", a title left out. */
export function signedOf(head: string): string {
  const words = head.split(" ").filter((word) => !/^(Dr|Prof|Dipl|h\.?c)\b\.?/i.test(word));
  const [given = "", ...names] = words;
  return names.length === 0 ? given : `${[...given][0] ?? ""}. ${names.join(" ")}`;
}

/** What stands in the place of the fields of a notice. In: the facts; how a head is called in its language. */
export function fieldsOf(facts: Facts, head: HeadWords): Readonly<Record<string, string>> {
  return { ...facts, headAs: head[facts.headForm] };
}
