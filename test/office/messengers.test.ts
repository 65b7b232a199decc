import { extractText, getDocumentProxy } from "unpdf";
import { afterEach, describe, expect, test } from "vitest";
import { documentsOf } from "../../src/house/officer-documents.ts";
import { printer } from "../../src/print/printer.ts";
import type { MessengerKind, SchoolMessenger } from "../../src/school/messenger.ts";
import { openPress } from "../../src/wiring/press.ts";
import { asMarkdown } from "../../src/school/documents/as-markdown.ts";
import { circumstances } from "../support/circumstances.ts";
import { OfficePages } from "../support/office-pages.ts";
import { ownDataWith, receipt } from "../support/pages.ts";
import { School, texts } from "../support/school.ts";

/** What the office writes of the messengers in which the bot is: Telegram alone, the school's own alone, or both. */
const telegram: SchoolMessenger = { kind: "telegram", bot: "@SchuleBeispielBot", server: null };
const matrix: SchoolMessenger = { kind: "matrix", bot: "@janein:schule.example", server: "schule.example" };
const documentsFor = (...messengers: SchoolMessenger[]) =>
  documentsOf(texts, { ...circumstances, messengers }).map((one) => [one.name, asMarkdown(one, "offen")] as const);
const allFor = (...messengers: SchoolMessenger[]) =>
  documentsFor(...messengers)
    .map(([, text]) => text)
    .join("\n");
const own = texts.in("matrix").speak();

let school: School | null = null;
afterEach(async () => {
  await school?.stop();
  school = null;
});
const office = async (...messengers: SchoolMessenger[]) => {
  school = await School.open();
  return new OfficePages(school, { messengers: () => messengers }).signedIn("office");
};

describe("the documents", () => {
  test("with Telegram alone name who it is, that there is no decision on that country, and that one must not use it", () => {
    const all = allFor(telegram);
    for (const said of [
      "Telegram FZ-LLC, Dubai, Vereinigte Arabische Emirate",
      "keinen Angemessenheitsbeschluss der Europäischen Kommission (Art. 45 DSGVO)",
      "Sie müssen Telegram nicht benutzen; auf Papier geht alles ebenso.",
      "eine Folgenabschätzung durchzuführen, oder auf Telegram zu verzichten",
    ])
      expect(all).toContain(said);
    expect(all).not.toMatch(/matrix(?!_)|verschlüsselt sein, dann|Server {2}|schule\.example/i);
    expect(all).not.toContain("übermittelt nichts in Drittländer");
  });

  test("with the school's own messenger alone name it and its server, and nowhere Telegram, a button or a slash", () => {
    const all = allFor(matrix);
    expect(all).not.toMatch(/telegram|Knopf|\s\/(?!\s)\p{L}+|gehört nicht zur Schule/iu);
    expect(all).toContain(own.plain("stored.account.kept"));
    for (const name of ["verzeichnis", "information-eltern", "information-schueler", "massnahmen", "loeschkonzept"])
      expect({ name, text: new Map(documentsFor(matrix)).get(name) }).toEqual({
        name,
        text: expect.stringContaining("schule.example") as string,
      });
  });

  test("with both say both, the school's own first, whichever was set first", () => {
    expect(allFor(matrix, telegram)).toBe(allFor(telegram, matrix));
    const information = new Map(documentsFor(telegram, matrix)).get("information-eltern") ?? "";
    const found = ["Der Messenger gehört der Schule", "Ende-zu-Ende", "Telegram gehört nicht zur Schule"].map((part) =>
      information.indexOf(part),
    );
    expect(found[0]).toBeGreaterThan(0);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });
});

describe("the slips for teachers", () => {
  const slips = async (...messengers: SchoolMessenger[]) => (await office(...messengers)).does("/letters/teachers");

  test("with the school's own messenger alone show no picture and no Telegram", async () => {
    const { html, text } = await slips(matrix);
    expect(html).not.toMatch(/telegram|t\.me|class="qr"/i);
    expect(text).toContain("Im Messenger der Schule @janein:schule.example suchen, einen Raum nur mit ihm öffnen");
  });

  test("with both name both", async () => {
    const { html, text } = await slips(telegram, matrix);
    expect(html).toContain('class="qr"');
    expect(text).toContain("Im Messenger der Schule @janein:schule.example suchen");
    expect(text).toContain("in Telegram @SchuleBeispielBot suchen");
  });

  test("with Telegram alone are as ever", async () => {
    const { text } = await slips(telegram);
    expect(text).toContain(
      "QR-Code mit dem Telefon öffnen, oder in Telegram @SchuleBeispielBot suchen und diesen Code schreiben:",
    );
  });

  test("and letters wait until the bot's name is known in every messenger", async () => {
    const page = await (await office(telegram, { ...matrix, bot: null })).get("/letters");
    expect(page.text).toContain("Der Messenger wurde noch nie erreicht");
  });
});

describe("what is printed", () => {
  const read = async (bytes: Uint8Array) =>
    (await extractText(await getDocumentProxy(bytes), { mergePages: true })).text.replaceAll(/\s+/g, " ");
  const print = printer((language, messenger) => texts.in(messenger).speak(language));
  const timeZone = "Europe/Berlin";
  const ownData = ownDataWith([]);

  test("for Matrix speaks of no button and no command with a slash", async () => {
    const receiptInMatrix = await read(await print({ receipt, timeZone, messenger: "matrix" }));
    expect(receiptInMatrix).toContain("gewählt: „JA“");
    expect(receiptInMatrix).toContain("im Chat mit dem Wort „widerruf“");
    const dataInMatrix = await read(await print({ ownData, timeZone, messenger: "matrix" }));
    expect(dataInMatrix).toContain("Messenger: Er gehört der Schule");
    expect(receiptInMatrix + dataInMatrix).not.toMatch(/\/widerruf|Knopf|gehört nicht zur Schule|Telegram/);
  });

  test.each(["telegram", undefined] as const)("for %s says what it always said", async (messenger) => {
    const usualReceipt = await read(await print({ receipt, timeZone, messenger }));
    expect(usualReceipt).toContain("Knopf: „JA“");
    expect(usualReceipt).toContain("im Chat mit /widerruf");
    expect(await read(await print({ ownData, timeZone, messenger }))).toContain("gehört nicht zur Schule");
  });

  test("goes to the press with the messenger in whose words it is", async () => {
    const press = openPress();
    expect(await read(await press.print({ receipt, timeZone, messenger: "matrix" }))).toContain("gewählt: „JA“");
    await press.close();
  });

  test.each([
    ["telegram", [telegram]],
    ["matrix", [matrix]],
    ["matrix", [telegram, matrix]],
  ] as const)("by the office is in the words of %s, where the school has %j", async (words, messengers) => {
    school = await School.open();
    const asked: (MessengerKind | undefined)[] = [];
    const { house } = school;
    const printed = (_: unknown, messenger?: MessengerKind) => {
      asked.push(messenger);
      return Promise.resolve(new Uint8Array());
    };
    const pages = new OfficePages(school, {
      messengers: () => messengers,
      house: { ...house, print: { ...house.print, receipt: printed } },
    });
    const clerk = await pages.signedIn("office");
    const { id } = await school.child("Mila");
    const nadja = (await house.roster.peopleOf(id)).find(({ givenName }) => givenName === "Nadja");
    const form = { act: "a form", person: nadja?.id ?? "", audio: "yes", video: "no", route: "paper" };
    const { html } = await clerk.does(`/children/${id}/answer`, form);
    const [, code = ""] = /receipts\/([0-9A-F-]{17})\.pdf/.exec(html) ?? [];
    expect((await clerk.get(`/receipts/${code}.pdf`)).status).toBe(200);
    expect(asked).toEqual([words]);
  });
});
