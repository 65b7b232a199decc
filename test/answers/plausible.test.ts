import { expect, test } from "vitest";
import { plausible } from "../../src/answers/plausible.ts";
import { understand } from "../support/school.ts";

const offered = (...ranked: [string, number][]) =>
  plausible(ranked.map(([id, score]) => ({ id, score }))).map(({ id }) => id);

test("what is far behind the best topic is not offered beside it", () => {
  expect(offered(["purpose", 0.449], ["why_letter", 0.356], ["technical_stability", 0.056])).toEqual([
    "purpose",
    "why_letter",
  ]);
});

test("where no topic stands out, none is offered", () => {
  expect(offered(["no_disadvantage", 0.131], ["alternative_contact", 0.117], ["recipients_transfer", 0.114])).toEqual(
    [],
  );
});

test("advice on cables is offered to whoever asks about the net, and to nobody else", () => {
  expect(offered(["network_advice", 0.481], ["data_categories", 0.15], ["access_participants", 0.057])).toEqual([]);
  expect(offered(["network_advice", 0.7], ["data_categories", 0.15])).toEqual(["network_advice"]);
});

test.each(["ich hab angst dass mein kind im internet landet", "was hat der vater gesagt?", "jonas", "start"])(
  "%s: no advice on cables, crowds or devices",
  (text) => {
    const { kind, topics } = understand(text);
    const ids = kind === "choices" ? plausible(topics).map(({ id }) => id) : kind === "answer" ? [topics[0]?.id] : [];
    for (const id of ["network_advice", "technical_stability", "devices"]) expect(ids).not.toContain(id);
  },
);
