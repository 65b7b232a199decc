import { afterEach, beforeEach, expect, test } from "vitest";
import { linksOf } from "../../db/proof/links.ts";
import { earlierForms, settleOlderClass } from "../../src/demo/invented-school.ts";
import { seenProof } from "../../src/demo/proof.ts";
import { readOfficeWords } from "../../src/office/page/words.ts";
import { School } from "../support/school.ts";

const say = await readOfficeWords();
let school: School;
beforeEach(async () => {
  school = await School.open();
});
afterEach(() => school.stop());
const seen = async () =>
  await seenProof(school.house, await linksOf(school.database), { holds: true, asked: false }, say);

test("the drawer says what, for what, by whom and which way in the office's words", async () => {
  await school.records("Mila", "Nadja", { audio: "yes", video: "no" }, "phone");
  await school.records("Leon", null, { audio: "no" }, "in_person");
  const { events } = await seen();
  const told = events.toReversed().map(({ what, purpose, child, by, way }) => ({ what, purpose, child, by, way }));
  const byHer = say("history.recordedBy", { by: "Frau Schreiber" });
  const mila = { child: "Mila Beispiel (3a)", by: "Nadja Beispiel", way: `${say("route.phone")}, ${byHer}` };
  expect(told).toEqual([
    { ...mila, what: say("kind.given"), purpose: say("purpose.audio") },
    { ...mila, what: say("kind.refused"), purpose: say("purpose.video") },
    {
      ...{ what: say("kind.refused"), purpose: say("purpose.audio"), child: "Leon Niemand (2c)" },
      ...{ by: say("history.office"), way: `${say("route.in_person")}, ${byHer}` },
    },
  ]);
});

test("a kind begins with a capital, as it stands at the head of its entry; what stays lasting is named too", async () => {
  await school.records("Mila", "Nadja", { audio: "yes" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no" }, "paper");
  await school.settles("Mila", "Nadja");
  const [newest] = (await seen()).events;
  expect(newest).toMatchObject({ kind: "upheld", what: "Gilt nach Klärung" });
});

test("what the office had on paper before the demo was opened has been put down by somebody of the invented school", async () => {
  await settleOlderClass(school.house, 16);
  await earlierForms(school.house);
  const { events, holds } = await seen();
  expect([...new Set(events.map(({ way }) => way))]).toEqual(["auf Papier, eingetragen von Edith Muster"]);
  expect(holds).toBe(true);
});
