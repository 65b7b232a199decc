import { extractText, getDocumentProxy } from "unpdf";
import { afterEach, describe, expect, test } from "vitest";
import { documentsOf } from "../../src/office/proof/documents.ts";
import { printer } from "../../src/print/printer.ts";
import type { MessengerKind, SchoolMessenger } from "../../src/school/messenger.ts";
import { openPress } from "../../src/wiring/press.ts";
import { OfficePages } from "../support/office-pages.ts";
import { ownDataWith, receipt } from "../support/pages.ts";
import { School, texts } from "../support/school.ts";

/** What the office writes of the messengers in which the bot is: Telegram alone, the school's own alone, or both. */
const telegram: SchoolMessenger = { kind: "telegram", bot: "@SchuleBeispielBot", server: null };
const matrix: SchoolMessenger = { kind: "matrix", bot: "@janein:schule.example", server: "schule.example" };
const limits = { years: 3, days: 14, looks: 365 };
const documentsFor = (...messengers: SchoolMessenger[]) => Object.entries(documentsOf(texts, limits, messengers));
const allFor = (...messengers: SchoolMessenger[]) =>
  documentsFor(...messengers)
    .map(([, text]) => text)
    .join("\n");
const [usual, own] = [texts.speak(), texts.in("matrix").speak()];
const server = { server: "schule.example" };

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
  test("with Telegram alone say what they always said, and nothing of a server or a room", () => {
    const all = allFor(telegram);
    expect(all).toContain(usual.plain("document.recipients"));
    expect(all).toContain(usual.plain("document.transfer"));
    expect(all).toContain("Dieser Messenger gehört nicht zur Schule");
    expect(all).not.toMatch(/matrix(?!_)|verschlüsselt sein, dann|Server {2}|schule\.example/i);
  });

  test("with the school's own messenger alone name it and its server, and nowhere Telegram, a button or a slash", () => {
    const all = allFor(matrix);
    expect(all).not.toMatch(/telegram|Knopf|\s\/(?!\s)\p{L}+|gehört nicht zur Schule|Betreiber/iu);
    for (const key of ["document.recipientsOwn", "document.transferOwn", "document.rooms"] as const)
      expect(all).toContain(usual.plain(key, server));
    expect(all).toContain(own.plain("stored.account.kept"));
    for (const [name, text] of documentsFor(matrix))
      expect({ name, rooms: text.includes(usual.plain("document.rooms", server)) }).toEqual({ name, rooms: true });
  });

  test("with both say both, the school's own first", () => {
    const all = allFor(telegram, matrix);
    expect(all).toContain(usual.plain("document.recipientsBoth", server));
    expect(all).toContain(usual.plain("document.transferBoth", server));
    expect(allFor(matrix, telegram)).toBe(all);
    const information = documentsFor(telegram, matrix)[1]?.[1] ?? "";
    const places = ["Im Messenger der Schule", "Dieser Messenger gehört der Schule", "Ende-zu-Ende", "## In Telegram"];
    const found = [...places, "Dieser Messenger gehört nicht zur Schule"].map((part) => information.indexOf(part));
    expect(found[0]).toBeGreaterThan(0);
    expect(found).toEqual(found.toSorted((a, b) => a - b));
  });

  test("are read in the office as they are saved", async () => {
    school = await School.open();
    const officer = await new OfficePages(school, { messengers: () => [matrix] }).signedIn("officer");
    const { text } = await officer.get("/documents/verzeichnis-von-verarbeitungstaetigkeiten");
    expect(text).toContain(usual.plain("document.recipientsOwn", server));
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
    expect(dataInMatrix).toContain("Dieser Messenger gehört der Schule");
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
