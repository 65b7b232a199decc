import { lostPassages, type Notice, type Topics } from "./notice.ts";

/** What a parent must have seen before answering (Art. 4(11) GDPR): what happens to the data, and that it is free. */
export const inSummary = {
  folded: ["purpose", "access-participants", "letter-seven-days", "withdrawal", "other-ways"],
  open: ["voluntary", "no-disadvantage"],
};

/** Passages that a letter, with the form on its back, cannot be without. */
const inLetter = [
  ...["controller-school", "controller-head", "controller-address", "controller-mail", "form-fields", "form-title"],
  ...["form-agreement", "form-tick", "form-audio", "form-video"],
  ...["place-and-signature", "place-and-signature-of-pupil"],
];

/** A passage that a notice does not have, and what points at it: a topic, or the `summary` or the `letter`. */
export interface Lost {
  topic: string;
  passage: string;
}

/** Which passages a notice lacks that answers, the summary before a consent, or letters are made of. */
export function lostFrom(notice: Notice, topics: Topics): Lost[] {
  const lacking = (topic: string, ids: readonly string[]) =>
    ids.filter((id) => !notice.passages.has(id)).map((passage) => ({ topic, passage }));
  const summary = Object.values(inSummary).flat();
  return [...lostPassages(notice, topics), ...lacking("summary", summary), ...lacking("letter", inLetter)];
}
