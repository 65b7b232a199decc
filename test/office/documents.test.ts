import { unzipSync } from "fflate";
import { extractText, getDocumentProxy } from "unpdf";
import { afterEach, expect, test } from "vitest";
import { openIn, openList } from "../../src/school/documents/document.ts";
import { documentsOf } from "../../src/house/officer-documents.ts";
import { circumstances } from "../support/circumstances.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School, texts } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const names = [
  ...["verzeichnis", "information-eltern", "information-schueler", "information-personal"],
  ...["massnahmen", "loeschkonzept", "schwellwertpruefung"],
];
const opens = async (parts = {}) => {
  school = await School.open();
  return await new OfficePages(school, parts).signedIn("officer");
};
const bytesOf = async (officer: Visitor, path: string) => {
  const { response } = await officer.get(path);
  return { type: response.headers.get("content-type"), bytes: new Uint8Array(await response.arrayBuffer()) };
};
const readPdf = async (bytes: Uint8Array) =>
  (await extractText(await getDocumentProxy(bytes.slice()), { mergePages: true })).text.replaceAll(/\s+/g, " ");
const readDocx = (bytes: Uint8Array, part = "word/document.xml") =>
  new TextDecoder().decode(unzipSync(bytes)[part]).replaceAll(/<[^>]+>/g, "");
const versions = () => school.house.documents.all();

test("every document can be read as it is today, and what is still to be decided stands in one list", async () => {
  const officer = await opens();
  const list = await officer.get("/documents");
  for (const name of names) {
    expect(list.html).toContain(`href="/office/documents/${name}"`);
    expect((await officer.get(`/documents/${name}`)).text).not.toMatch(/\{|\[|undefined|\|/);
  }
  expect(list.text).toContain("Bei den Angaben der Schule fehlt: Aufsichtsbehörde.");
  expect(list.text).toContain("Diese Fassung ist noch nicht festgehalten.");
  expect((await officer.get("/documents/passwd")).status).toBe(404);
});

test("a version is put down once, is in the chain and in the log, and comes as PDF and as a Word file, whole and one by one", async () => {
  const officer = await opens();
  for (let times = 0; times < 2; times += 1) await officer.does("/documents", {});
  expect(await versions()).toMatchObject([{ number: 1, by: "Herr Datenschutz" }]);
  expect(await school.house.office.actions(0, 9, { what: "documents" })).toMatchObject({ inAll: 1 });
  const [pdf, docx] = [
    await bytesOf(officer, "/documents/versions/1/unterlagen.pdf"),
    await bytesOf(officer, "/documents/versions/1/unterlagen.docx"),
  ];
  expect([pdf.type, docx.type]).toEqual(["application/pdf", expect.stringContaining("wordprocessingml")]);
  const { documents } = (await school.house.documents.version(1))!;
  // Where a line or a page is broken is the printer's.
  const foot = /Fassung1vom[^]{1,60}HerrDatenschutz\d+\/\d+/g;
  const bare = (text: string) => text.replaceAll(/[\s-]/g, "").replaceAll(foot, "");
  for (const text of [bare(await readPdf(pdf.bytes)), bare(readDocx(docx.bytes))]) {
    const said = documents.flatMap(({ title, blocks }) => [
      title,
      ...blocks.flatMap((block) => (block.kind === "heading" || block.kind === "text" ? [block.text] : [])),
    ]);
    expect(said.filter((one) => !text.includes(bare(one)))).toEqual([]);
  }
  expect(await readPdf(pdf.bytes)).toContain("Fassung 1 vom");
  const one = await bytesOf(officer, "/documents/versions/1/loeschkonzept.docx");
  expect(readDocx(one.bytes)).toContain("§ 9 Abs. 1 Nr. 4 VO-DV I NRW");
  expect(readDocx(one.bytes)).not.toContain("Schwellwertprüfung:");
});

/** What one press gives: the name of the file, and its parts by name. */
const pressed = async (officer: Visitor) => {
  const { to } = await officer.post("/documents/all");
  const { response } = await officer.get(to?.replace(/^\/office/, "") ?? "");
  const [, name] = /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "") ?? [];
  return {
    type: response.headers.get("content-type"),
    name,
    parts: unzipSync(new Uint8Array(await response.arrayBuffer())),
  };
};
const logged = async () => (await school.house.office.actions(0, 9, { what: "documents" })).inAll;

test("one press puts the version down and gives every document as PDF and as a Word file, and what is still to be decided, in one file", async () => {
  const officer = await opens();
  expect((await officer.get("/documents")).html).toContain('action="/office/documents/all"');
  const { type, name, parts } = await pressed(officer);
  expect([type, name]).toEqual(["application/zip", "janein-unterlagen-fassung-1-2026-11-23.zip"]);
  expect(await versions()).toMatchObject([{ number: 1, by: "Herr Datenschutz" }]);
  expect(await logged()).toBe(1);
  const files = [...names, "noch-zu-entscheiden"].map((one) => `janein-${one}-fassung-1-2026-11-23`);
  expect(Object.keys(parts).sort()).toEqual(files.flatMap((one) => [`${one}.pdf`, `${one}.docx`]).sort());
  const { documents } = (await school.house.documents.version(1))!;
  const bare = (text: string) => text.replaceAll(/[\s-]/g, "");
  for (const one of documents) {
    const file = `janein-${one.name}-fassung-1-2026-11-23`;
    for (const text of [await readPdf(parts[`${file}.pdf`]!), readDocx(parts[`${file}.docx`]!)]) {
      expect(bare(text)).toContain(bare(one.title));
      for (const other of documents.filter(({ name }) => name !== one.name))
        expect(bare(text)).not.toContain(bare(other.title));
    }
  }
  const foot = readDocx(parts["janein-loeschkonzept-fassung-1-2026-11-23.docx"]!, "word/footer1.xml");
  for (const text of [await readPdf(parts["janein-loeschkonzept-fassung-1-2026-11-23.pdf"]!), foot])
    expect(text).toContain("Fassung 1 vom 23.");
  const list = "janein-noch-zu-entscheiden-fassung-1-2026-11-23";
  for (const text of [await readPdf(parts[`${list}.pdf`]!), readDocx(parts[`${list}.docx`]!)])
    for (const { document, open } of openIn(documents))
      for (const said of [document.title, ...open]) expect(bare(text)).toContain(bare(said));
});

test("the same press again makes no version and no entry, and gives the one that is there; another fact makes the next", async () => {
  const of = { now: circumstances };
  const officer = await opens({ circumstances: () => Promise.resolve(of.now) });
  for (let times = 0; times < 2; times += 1)
    expect((await pressed(officer)).name).toBe("janein-unterlagen-fassung-1-2026-11-23.zip");
  await officer.does("/documents", {});
  expect([(await versions()).length, await logged()]).toEqual([1, 1]);
  of.now = { ...circumstances, limits: { ...circumstances.limits, years: 5 } };
  school.pass(24 * 60 * 60 * 1000);
  const again = await new OfficePages(school, { circumstances: () => Promise.resolve(of.now) }).signedIn("officer");
  const { name, parts } = await pressed(again);
  expect(name).toBe("janein-unterlagen-fassung-2-2026-11-24.zip");
  const concept = readDocx(parts["janein-loeschkonzept-fassung-2-2026-11-24.docx"]!);
  expect(concept).toContain("5 Jahre nach dem Ende des Jahres");
  expect([(await versions()).length, await logged()]).toEqual([2, 2]);
});

test("where nothing is left to decide, the list says so", () => {
  const words = { title: "Was noch zu entscheiden ist", nothing: "Nichts: Alles ist angegeben." };
  const decided = [{ name: "verzeichnis", title: "Verzeichnis", blocks: [{ kind: "text", text: "Alles." } as const] }];
  expect(openList(decided, words).blocks).toEqual([{ kind: "text", text: words.nothing }]);
});

test("another fact makes another version; the former stays as it was, and nobody changes or takes one away", async () => {
  const of = { now: circumstances };
  const officer = await opens({ circumstances: () => Promise.resolve(of.now) });
  await officer.does("/documents", {});
  of.now = { ...circumstances, limits: { ...circumstances.limits, years: 5 } };
  await officer.does("/documents", {});
  expect((await versions()).map(({ number }) => number)).toEqual([2, 1]);
  expect((await officer.get("/documents/versions/1")).text).toContain("3 Jahre nach dem Ende des Jahres");
  expect((await officer.get("/documents/versions/2")).text).toContain("5 Jahre nach dem Ende des Jahres");
  const { $client: client } = school.database;
  expect(() => client.exec("update documents_version set text = '[]'")).toThrow("documents are append-only");
  expect(() => client.exec("delete from documents_version")).toThrow("documents that were put down stay");
});

test("only head and officer read them", async () => {
  school = await School.open();
  const clerk = await new OfficePages(school).signedIn("office");
  for (const path of ["/documents", "/documents/verzeichnis", "/documents/versions/1/unterlagen.pdf"])
    expect((await clerk.get(path)).status).toBe(403);
  for (const path of ["/documents", "/documents/all"]) expect((await clerk.post(path)).status).toBe(403);
  expect(await versions()).toEqual([]);
});

test("a version or a file that is none is not found", async () => {
  const officer = await opens();
  await officer.does("/documents", {});
  for (const path of ["7", "x", "1/unterlagen.exe", "1/niemals.pdf", "1/..%2fpasswd.pdf"])
    expect({ path, status: (await officer.get(`/documents/versions/${path}`)).status }).toEqual({ path, status: 404 });
});

test("of a school that has said everything, the program asks only what no program knows", () => {
  const open = openIn(documentsOf(texts, circumstances)).flatMap((one) => one.open);
  expect(open.filter((one) => one.startsWith("Bei den Angaben der Schule"))).toEqual([]);
  expect(open.length).toBeGreaterThan(10);
});
