import { afterEach, expect, test } from "vitest";
import { shortId } from "../../src/wiring/short-id.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const dataOf = (who: "mother" | "grandfather") =>
  school
    .phone(who)
    .messages.flatMap(({ buttons }) => buttons.flat())
    .flatMap((button) => ("callback_data" in button ? [button.callback_data] : []));

test("a button carries the whole id of its question, of 64 random bits, and still fits into the messenger's 64 bytes", async () => {
  school = await School.open({ joined: ["mother"], newId: shortId });
  const mother = school.phone("mother");
  const met: string[] = [];
  const looks = () => void met.push(...dataOf("mother"));
  await mother.says("/einwilligung");
  looks();
  await mother.says("Mila");
  looks();
  await mother.presses("NEIN");
  await mother.presses("JA");
  looks();
  await mother.says("/abbrechen");
  await mother.answers("Mila", "JA", "JA");
  await mother.says("/widerruf");
  looks();
  await mother.says("/rechte");
  looks();
  await mother.presses("Einschränkung der Verarbeitung");
  looks();
  const asked = [...new Set(met)].filter((data) => /^(give|withdraw|request):/.test(data));
  expect(asked.length).toBeGreaterThan(12);
  for (const data of asked) {
    expect(Buffer.byteLength(data), data).toBeLessThanOrEqual(64);
    expect(data).toMatch(/:[0-9a-f]{16}\d*:/);
  }
});
