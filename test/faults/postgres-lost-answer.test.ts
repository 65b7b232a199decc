import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { verifyProof } from "../../db/proof/verify.ts";
import { freshAddress, postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { ForgetfulProxy } from "../support/forgetful-proxy.ts";
import type { Phone } from "../support/phone.ts";
import { School } from "../support/school.ts";

/** What is tapped under what stands newest. */
const taps = [
  ["per Audio (Ton)?", "JA"],
  ["per Video (Bild)?", "NEIN"],
  ["Bitte prüfen Sie Ihre Antworten", "Absenden"],
] as const;

/** Answers what is asked last, as people do: where nothing came, once more. */
async function answers(who: Phone): Promise<void> {
  const isDone = () => who.messages.some(({ text }) => text.includes("Ihr Beleg"));
  for (let times = 0; times < 8 && !isDone(); times += 1) {
    const asked = who.messages.findLast(({ text }) => taps.some(([words]) => text.includes(words)));
    const [, label] = taps.find(([words]) => asked?.text.includes(words)) ?? [];
    if (label === undefined) await who.says("/einwilligung Mila");
    else await who.presses(label);
  }
}

describe.runIf(postgresUrl)("PostgreSQL has kept it, and the answer is lost", () => {
  let proxy: ForgetfulProxy;
  let school: School;
  beforeAll(async () => void (proxy = await ForgetfulProxy.before(Number(new URL(postgresUrl!).port))));
  afterEach(async () => {
    await proxy.forgetsAfter(Number.MAX_SAFE_INTEGER);
    await school.stop();
    school.database.$client.close();
  });
  afterAll(() => proxy.end());

  /** The same place, by way of the one that forgets. */
  function address(): string {
    const url = new URL(freshAddress());
    [url.hostname, url.port] = ["127.0.0.1", String(proxy.port)];
    return url.href;
  }

  test.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])(
    "whoever decides is recorded once, and her teacher told, when the answer to the COMMIT after %i others is lost",
    async (commits) => {
      school = await School.open({ path: address(), joined: ["mother", "teacher"] });
      const [mother, teacher] = [school.phone("mother"), school.phone("teacher")];
      await proxy.forgetsAfter(commits);
      await mother.says("/einwilligung Mila");
      await answers(mother);
      expect(await school.events("Mila")).toBe("audio given, video refused");
      const told = teacher.messages.filter(({ text }) => text.includes("Jetzt erlaubt"));
      expect(told.map(({ text }) => text.includes("Teilnahme nur mit Ton"))).toEqual([true]);
      expect(await verifyProof(school.database)).not.toHaveProperty("broken");
    },
  );
});

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);
