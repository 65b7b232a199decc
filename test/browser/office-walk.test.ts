import { existsSync } from "node:fs";
import type { ChildProcess } from "node:child_process";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { effortIn } from "../support/effort.ts";
import { freshDatabase, program, says } from "../support/process.ts";
import { signsIn } from "../support/signs-in.ts";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) =>
  existsSync(path),
);
if (!executablePath)
  console.warn("No Chromium found: the walk through the office is left out. On Debian it is the package chromium.");

/** Class 3a as SchILD-NRW exports it, with a child who is new. */
const schild = `"Interne ID-Nummer";"Nachname";"Vorname";"Geburtsdatum";"Klasse";"Status";"Verkehrssprache in der Familie";"Konfession (Klartext)";"Erzieher: Art (Klartext)";"Erzieher 1: Nachname";"Erzieher 1: Vorname";"Erzieher 1: E-Mail";"Telefon-Nr."
${[
  ["1001", "Beispiel", "Mila", "15.03.2018"],
  ["1002", "Vorlage", "Noah", "09.06.2017"],
  ["1003", "Vyhadana", "Olena", "28.08.2017"],
  ["1004", "Fabel", "Paul", "12.12.2017"],
  ["1005", "Chayal", "Rania", "03.11.2017"],
  ["1006", "Fantasie", "Sofia", "25.05.2018"],
  ["1007", "Erfunden", "Tim", "17.01.2018"],
]
  .map(([id, family, given, born]) => `"${id}";"${family}";"${given}";"${born}";"3a";"Aktiv";"";"";"";"";"";"";""`)
  .join("\n")}
"1008";"Neuling";"Nele";"30.06.2018";"3a";"Aktiv";"Türkisch";"ohne Bekenntnis";"Mutter";"Neuling";"Nora";"nora@example.org";"0231 000008"
`;

describe.skipIf(!executablePath)("a visitor of the demo", () => {
  let demo: ChildProcess;
  let browser: Browser;
  let visitor: BrowserContext;
  let phones: Page;
  let office: Page;
  const complaints: string[] = [];
  let took: Awaited<ReturnType<typeof effortIn>>;

  beforeAll(async () => {
    demo = program(["start", "--demo"], { PORT: "0", LOG_LEVEL: "silent", DATABASE_PATH: freshDatabase() });
    const [, address = ""] = await says(demo, /The demo is open: (\S+)/);
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    });
    visitor = await browser.newContext({ reducedMotion: "reduce", locale: "de-DE" });
    visitor.setDefaultTimeout(60_000);
    visitor.on("console", (message) => void (message.type() === "error" && complaints.push(message.text())));
    visitor.on("weberror", (error) => void complaints.push(error.error().message));
    visitor.on(
      "request",
      (request) =>
        void (
          request.url().startsWith(address) ||
          request.url().startsWith("data:") ||
          complaints.push(`a request to ${request.url()}`)
        ),
    );
    took = await effortIn(visitor);
    phones = await visitor.newPage();
    await phones.goto(address);
  });
  afterAll(async () => {
    await browser.close();
    demo.kill("SIGTERM");
  });

  test("walks from the class list to the teacher's phone: imports, prints, joins, answers, and sees it", async () => {
    const opened = visitor.waitForEvent("page");
    await phones.getByRole("button", { name: "Das Schulbüro öffnen" }).click();
    office = await opened;
    await signsIn(office);

    took("signing in with a link");

    // The list, as the secretary has exported it: first it only shows what it would do.
    await office.getByRole("link", { name: "Klassenliste einlesen" }).first().click();
    await office
      .getByLabel("Dateien")
      .setInputFiles({ name: "SchILD-Export.csv", mimeType: "text/csv", buffer: Buffer.from(schild) });
    await office.getByRole("button", { name: "Ansehen, was sich ändern würde" }).click();
    await office.getByText("Noch ist nichts gespeichert.").waitFor();
    await office.getByText("SchILD-NRW: Textexport (Zeilen: 8)").waitFor();
    expect(await office.getByRole("row", { name: /Zeile 9 Nele Neuling/ }).innerText()).toContain(
      "neu erziehungsberechtigt: Nora Neuling",
    );
    expect(await office.getByText("Nicht gelesen").locator("..").innerText()).toContain("Telefon-Nr.");
    await office.getByRole("button", { name: "Übernehmen" }).click();
    await office.getByText("Die Liste ist übernommen. Neue Kinder: 1.").waitFor();
    expect(took("a class list taken in")).toMatchObject({ clicks: 3, fields: 1 });

    // The letters of the class, as they are printed.
    await office.getByRole("link", { name: "Briefe drucken" }).click();
    await office.getByLabel("Für welche Klasse?").selectOption({ label: "Klasse 3a" });
    await office.getByRole("button", { name: "Auswählen" }).click();
    await office.getByLabel(/Wer noch keinen gültigen Brief hat/).check();
    await office.getByRole("button", { name: "Briefe erzeugen" }).click();
    const letter = office.getByRole("region", { name: "Nora Neuling" }).first();
    await letter.waitFor();
    took("letters for whoever has none, after the import");
    const [code = ""] = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await letter.innerText()) ?? [];
    expect(await letter.locator('[lang="tr"]').count()).toBeGreaterThan(0);
    const printed =
      (await office.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type \/Page\b/g)?.length ?? 0;
    expect({ printed, even: printed % 2 === 0 }).toEqual({
      printed: 2 * (await office.locator(".sheet.front").count()),
      even: true,
    });

    // The mother types the printed code into her phone and answers.
    const [mother, teacher] = [phones.locator("#phone-1"), phones.locator("#phone-2")];
    await mother.getByLabel("Nachricht").fill(code);
    await mother.getByLabel("Nachricht").press("Enter");
    await mother.getByRole("button", { name: "Verbinden", exact: true }).click();
    await mother.getByText("Guten Tag, Nora Neuling!").waitFor();
    await mother.getByRole("button", { name: "/einwilligung" }).last().click();
    await mother.getByRole("button", { name: "JA", exact: true }).last().click();
    await mother.getByText("Teilnahme per Video (Bild)?").waitFor();
    await mother.getByRole("button", { name: "NEIN", exact: true }).last().click();
    await mother.getByRole("button", { name: "Absenden" }).click();
    await mother.getByRole("log").getByText("Gespeichert am").waitFor();
    took("a mother joins and answers in the chat");

    // The teacher hears of it, and the office sees it on the class's page and on the list for the lesson.
    await teacher.getByText("Klasse 3a: Nele N.").waitFor();
    expect(await teacher.locator(".bubble").last().innerText()).toContain("Teilnahme nur mit Ton");
    await office.goBack();
    await office.getByRole("link", { name: "Übersicht" }).first().click();
    await office.getByRole("link", { name: "3a", exact: true }).first().click();
    const row = office.getByRole("row", { name: /Neuling, Nele/ });
    expect((await row.getByRole("cell").allInnerTexts()).map((text) => text.replaceAll(/\s+/g, " ").trim())).toEqual([
      "✓ JA",
      "✕ NEIN",
      "1 von 1",
    ]);
    await office.getByRole("link", { name: "Liste für den Unterricht" }).click();
    expect(await office.locator(".lesson section").filter({ hasText: "Nur Ton" }).innerText()).toContain("Nele N.");
    expect(complaints).toEqual([]);
  });
});
