import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { executablePath, faultsAlsoNarrow, faultsUnfolded } from "../support/chromium.ts";
import { OfficeInBrowser } from "../support/office-in-browser.ts";
import { School } from "../support/school.ts";
import { lookingAt } from "../support/walk.ts";

if (!executablePath) console.warn("No Chromium found: nothing is decided in a browser. On Debian it is chromium.");

const paper = "Beschluss AG Musterstadt vom 12.11.2026, liegt im Büro";
const remarked = `Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher: Art (Klartext);Erzieher 1: Nachname;Erzieher 1: Vorname;Bemerkungen
2001;Muster;Nils;01.02.2018;3a;Aktiv;Mutter;Muster;Paula;Sorgerecht allein bei der Mutter
`;

describe.skipIf(!executablePath)("what only a person can decide", () => {
  let school: School;
  let office: OfficeInBrowser;
  let page: Page;

  const click = (what: Locator) => what.click();
  const { button, link, heading, says } = lookingAt(() => page, "main");
  const radio = (name: string | RegExp, within: Page | Locator = page) => within.getByRole("radio", { name });

  const fromOverview = () => office.overview(page);
  async function asks(right: "erasure" | "restriction", child: string, givenName: string): Promise<void> {
    const person = (await school.house.roster.peopleOf((await school.child(child)).id)).find(
      (one) => one.givenName === givenName,
    );
    const request = { id: right, right, personId: person?.id ?? "", words: "Bitte sofort." };
    await school.house.requests.receive(request, school.clock.now);
  }

  beforeAll(async () => {
    school = await School.open({ joined: ["mother", "father", "grandfather"] });
    await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
    await school.records("Mila", "Tarek", { audio: "no", video: "no" }, "phone");
    await asks("erasure", "Leon", "Heinz");
    await asks("restriction", "Tim", "Gabi");
    office = await OfficeInBrowser.open(school);
  });
  afterAll(async () => {
    await office.close();
    await school.stop();
  });

  describe("by the secretary", () => {
    beforeAll(async () => {
      page = await office.signedIn(["Frau Schreiber", "office"]);
    });

    test("custody of which a list speaks: four clicks, for only the paper is typed", async () => {
      await page.goto(`${office.address}/import`);
      const buffer = Buffer.from(remarked);
      await page.getByLabel("Dateien").setInputFiles({ name: "schild.csv", mimeType: "text/csv", buffer });
      await click(button("Ansehen, was sich ändern würde"));
      await click(button("Übernehmen"));
      await heading("Übernommen");
      await fromOverview();
      expect(await faultsUnfolded(page)).toEqual([]);
      await fromOverview();
      await click(link("Nils Muster"));
      await heading("Nils Muster");
      await click(radio("darf erklären"));
      await page.getByLabel("Nach welchem Papier?").fill(paper);
      await click(button("Weiter"));
      await heading("Sorgerecht entscheiden: Nils Muster");
      expect(await faultsAlsoNarrow(page)).toEqual([]);
      await click(button("So entscheiden"));
      await says("Entschieden und festgehalten.");
      expect(office.took("custody decided that waits on the overview")).toMatchObject({ clicks: 4, fields: 1 });
      expect(await faultsUnfolded(page)).toEqual([]);
      expect(await page.getByText(`darf erklären seit 23.11.2026: ${paper}`).count()).toBeGreaterThan(0);
    });

    test("custody of a guardian whom no list names: found, unfolded, since a day that was", async () => {
      await fromOverview();
      await page.locator("#search").fill("Rolf");
      await page.locator("#search").press("Enter");
      await heading("Tim Erfunden");
      await click(page.locator("summary", { hasText: "Sorgerecht entscheiden für Rolf" }));
      const form = page.locator("details[open]").filter({ hasText: "Was darf Rolf Erfunden?" });
      await click(radio(/nur informiert/, form));
      await form.getByLabel("Gilt seit").fill("2026-11-12");
      await form.getByLabel("Nach welchem Papier?").fill(paper);
      await click(form.getByRole("button", { name: "Weiter" }));
      await heading("Sorgerecht entscheiden: Tim Erfunden");
      await click(button("So entscheiden"));
      await says("Entschieden und festgehalten.");
      expect(office.took("custody decided of a guardian who is looked for")).toMatchObject({ clicks: 4, fields: 3 });
      expect(await faultsUnfolded(page)).toEqual([]);
    });

    test("a conflict between two guardians: four clicks, the reason and where the paper is", async () => {
      await fromOverview();
      await click(link("Mila Beispiel"));
      await heading("Mila Beispiel");
      await click(button("So ist es geklärt"));
      await page.getByRole("alert").waitFor();
      expect(await faultsUnfolded(page)).toEqual([]);
      await fromOverview();
      await click(link("Mila Beispiel"));
      await heading("Mila Beispiel");
      await click(radio(/Nadja Beispiel: Ton JA/));
      await click(radio("gerichtliche Anordnung"));
      await page.locator("#settle-reason").fill("Die Mutter entscheidet in Fragen der Schule.");
      await page.locator("#settle-evidence").fill("Schülerakte, Blatt 14");
      await click(button("So ist es geklärt"));
      await says("Der Unterschied ist geklärt.");
      expect(office.took("a conflict of two guardians settled")).toMatchObject({ clicks: 4, fields: 2 });
      expect(await school.participation("Mila")).toBe("audio_and_video");
      expect(await faultsUnfolded(page)).toEqual([]);
    });
  });

  describe("by the officer", () => {
    beforeAll(async () => {
      page = await office.signedIn(["Herr Datenschutz", "officer"]);
    });

    test("an erasure: three clicks, with what goes and what stays before the last of them", async () => {
      await fromOverview();
      await click(link("Anträge"));
      await heading("Anträge");
      expect(await faultsAlsoNarrow(page)).toEqual([]);
      await click(link("Löschung für Heinz Niemand"));
      await heading("Löschung: Heinz Niemand");
      expect(await faultsAlsoNarrow(page)).toEqual([]);
      await heading("Das muss bleiben", 3);
      await click(button("Löschung ausführen"));
      await says("Die Löschung ist ausgeführt.");
      expect(office.took("an erasure carried out")).toMatchObject({ clicks: 3, fields: 0 });
      await school.quiet();
      expect(school.phone("grandfather").last).toContain("Gelöscht: Konto im Messenger");
      expect(await school.house.accounts.personsOf(103)).toEqual([]);
      expect(await faultsAlsoNarrow(page)).toEqual([]);
    });

    test("a restriction: four clicks and a sentence; it is lifted with one, the day and a sentence", async () => {
      await fromOverview();
      await click(link("Anträge"));
      await heading("Anträge");
      await click(link("Einschränkung der Verarbeitung für Gabi Erfunden"));
      await heading(/Gabi Erfunden/);
      await click(radio(/bestreitet/));
      await page.locator("#restrict-note").fill("Der Nachname wird geprüft.");
      await click(button("Einschränken und mitteilen"));
      await says("Die Verarbeitung ist eingeschränkt.");
      expect(office.took("processing restricted")).toMatchObject({ clicks: 4, fields: 1 });
      expect(await faultsAlsoNarrow(page)).toEqual([]);
      await page.locator("#lift-toldOn").fill("2026-11-23");
      await page.locator("#lift-note").fill("Am Telefon; der Name ist berichtigt.");
      await click(button("Aufheben"));
      await says("Die Einschränkung ist aufgehoben.");
      expect(office.took("a restriction lifted")).toMatchObject({ clicks: 1, fields: 2 });
      expect(await school.house.restrictions.everybody()).toEqual(new Set());
      expect(await faultsAlsoNarrow(page)).toEqual([]);
    });
  });
});
