import { filledIn, hasFields, readBack } from "../answers/fields.ts";
import { type Notice, readNotice } from "../answers/notice.ts";
import { type Facts, fieldsOf, headForms, type HeadForm, type HeadWords, readFacts, signedOf } from "./facts.ts";

/** What the notice of a school was made of. */
export interface SchoolText {
  facts: Facts;
  template: string;
}

/**
 * What a notice that stands already was made of. In: its text; the notice of the program, with fields; how a head is
 * called. Out: the facts, as far as they can be read, and the text with fields in their place: filled in, it is the
 * same again, byte for byte.
 */
export function takenOver(text: string, template: string, head: HeadWords): SchoolText {
  const [own, program] = [readNotice(text), readNotice(template)];
  const facts = factsIn(own, program, head);
  const values = fieldsOf(facts, head);
  if (hasFields(template) && filledIn(template, values) === text) return { facts, template };
  const line = (whole: string, id: string, said: string) => {
    const made = program.passages.get(id)?.text ?? "";
    if (hasFields(made) && readBack(made, said) !== null && filledIn(made, values) === said) return `[${id}] ${made}`;
    const fielded = withFields(said, facts);
    return filledIn(fielded, values) === said ? `[${id}] ${fielded}` : whole;
  };
  const lines = text.replaceAll(/^\[([a-z][a-z-]*)\] (.*\S)/gm, line);
  return { facts, template: filledIn(lines, values) === text ? lines : text };
}

/** The passages that say what is true of one school alone. */
const ofSchool = ["controller-school", "controller-head", "controller-address", "controller-mail", "officer"];

function factsIn(own: Notice, program: Notice, head: HeadWords): Facts {
  const said = (id: string) => own.passages.get(id)?.text ?? "";
  const back = Object.assign(
    {},
    ...[...ofSchool, "letter-signed"].map((id) => readBack(program.passages.get(id)?.text ?? "", said(id)) ?? {}),
  ) as Record<string, string>;
  const behind = (text: string) => text.slice(text.lastIndexOf(": ") + 1).trim();
  const officerMail = /\S+@\S+/.exec(said("officer"))?.[0] ?? "";
  const guessed = {
    school: behind(said("controller-school")),
    head: said("controller-head").replace(/^\S*(?:leit|rekt|direkt)\S*\s+/i, ""),
    address: said("controller-address"),
    mail: said("controller-mail"),
    officer: behind(said("officer").replace(officerMail, "")).replace(/[,;]?$/, ""),
    officerMail,
    signed: said("letter-signed"),
  };
  const form: HeadForm = headForms.find((one) => back.headAs !== undefined && head[one] === back.headAs) ?? "";
  const wanted = { ...guessed, ...(headForms.some((one) => head[one] === back.headAs) ? back : withoutHead(back)) };
  const read = readFacts({ ...wanted, headForm: form });
  // A notice that says too little of it still is the notice: what is lacking is asked on the page.
  return "facts" in read ? read.facts : { ...noFacts, ...oneLined(wanted), headForm: form };
}

/** Where a head is called otherwise than the program knows, what was read as the name is not only that. */
const withoutHead = ({ head: _, headAs: __, ...rest }: Record<string, string>) => rest;

export const noFacts: Facts = {
  ...{ school: "", headForm: "", head: "", signed: "", address: "", mail: "", officer: "", officerMail: "" },
  ...{ authority: "", messenger: "", host: "", processor: "" },
};

const oneLined = (typed: Record<string, string>): Partial<Facts> => {
  const known = Object.keys(noFacts).filter((name) => typed[name] !== undefined);
  const facts = Object.fromEntries(known.map((name) => [name, (typed[name] ?? "").replaceAll(/[{}\n]/g, " ")]));
  return { ...facts, ...(facts.head && !facts.signed ? { signed: signedOf(facts.head) } : {}) };
};

/** A sentence with fields in the place of what only this school can say; the longest first. */
function withFields(said: string, facts: Facts): string {
  const names = ["officerMail", "mail", "address", "school", "head", "officer", "signed"] as const;
  return names
    .filter((name) => facts[name].length > 5)
    .toSorted((a, b) => facts[b].length - facts[a].length)
    .reduce((text, name) => text.replaceAll(facts[name], `{{${name}}}`), said);
}
