import PDFDocument from "pdfkit";
import { expect, test } from "vitest";
import { readScan } from "../../src/scan/read-scan.ts";
import { openScans } from "../../src/wiring/scans.ts";

/** A PDF of so many empty pages, as small as a stamp. */
function empty(pages: number): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    const pdf = new PDFDocument({ size: [60, 20], margin: 0 });
    pdf.on("data", (part: Buffer) => parts.push(part)).on("end", () => resolve(Buffer.concat(parts)));
    for (let page = 1; page < pages; page += 1) pdf.addPage();
    pdf.end();
  });
}

test("of a pile of forty pages all are looked at, and somebody hears how far it is", async () => {
  const heard: number[] = [];
  const [file] = await openScans()([{ name: "stapel.pdf", bytes: await empty(40) }], (pages) => void heard.push(pages));
  expect([file?.pages.length, file?.fault, heard.at(-1)]).toEqual([40, null, 40]);
});

test("of a larger pile than is taken the first pages are read, and it is said that the others are not", async () => {
  const file = await readScan({ name: "stapel.pdf", bytes: await empty(5) }, 3);
  expect([file.pages.map(({ page }) => page), file.fault]).toEqual([[1, 2, 3], "tooManyPages"]);
});

test("a file that takes too long is ended, alone, and the next one is asked of a new process", async () => {
  const read = openScans({ seconds: 0.001, megabytes: 128 });
  const files = [1, 2].map((at) => ({ name: `${at}.pdf`, bytes: new TextEncoder().encode("%PDF-1.7") }));
  expect((await read(files)).map(({ name, fault }) => `${name}: ${fault}`)).toEqual([
    "1.pdf: tookTooLong",
    "2.pdf: tookTooLong",
  ]);
});

test("what is broken in whatever way is said of its own file, and never thrown", async () => {
  const png = Buffer.from("89504e470d0a1a0a0000000d49484452ffffffffffffffff0800000000", "hex");
  const bytes = [
    new Uint8Array(),
    Buffer.from("%PDF-"),
    Buffer.from("\xff\xd8\xff\xe0\x00", "latin1"),
    Buffer.concat([png, Buffer.alloc(40)]),
    (await empty(2)).subarray(0, 300),
  ];
  const files = await Promise.all(bytes.map((one) => readScan({ name: "", bytes: one }, 10)));
  expect(files.map(({ fault }) => fault)).toEqual(["notPicture", "broken", "broken", "tooLarge", "broken"]);
});
