import { afterEach, expect, test } from "vitest";
import type { OfficeParts } from "../../src/office/page/parts.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

test("the officer reads on the page of the check when a backup was tried last, and what came of it", async () => {
  school = await School.open();
  let last: ReturnType<OfficeParts["lastDrill"]> = null;
  const officer = await new OfficePages(school, { lastDrill: () => last }).signedIn("officer");
  const said = async () => (await officer.get("/verify")).text;
  expect(await said()).toContain("Probe der Sicherung Noch nie wurde probiert");
  const at = "2026-11-22T04:00:00.000Z";
  for (const [outcome, words] of [
    ["holds", "Probiert am 22.11.2026, 05:00 Uhr: Die Sicherung lässt sich öffnen, alles stimmt"],
    [
      "held before encryption",
      "Probiert am 22.11.2026, 05:00 Uhr, bevor die Sicherung verschlüsselt wurde: Alles stimmt",
    ],
    ["lacks the link", "die notierte Prüfsumme steht nicht darin"],
    ["refused", "Probiert am 22.11.2026, 05:00 Uhr: Die Sicherung ist nicht brauchbar."],
    ["gone", "lag die letzte Sicherung nicht mehr dort"],
    ["encrypted", "Die Sicherungen sind verschlüsselt"],
  ] as const) {
    last = { at, outcome };
    expect(await said()).toContain(words);
  }
});
