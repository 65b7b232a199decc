import { afterEach, beforeEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
let head: Visitor;
beforeEach(async () => {
  school = await School.open();
  pages = new OfficePages(school);
  head = await pages.signedIn("head");
});
afterEach(() => school.stop());

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 4, 5, 6]);
/** Sends the form of the letterhead. */
const keeps = (visitor: Visitor, { picture, text = "" }: { picture?: Uint8Array<ArrayBuffer>; text?: string }) => {
  const form = new FormData();
  form.append("picture", new File(picture ? [picture] : [], picture ? "kopf.png" : ""));
  form.append("text", text);
  return visitor.post("/notice/letterhead", form);
};
const inLetter = async () => (await head.get("/notice/draft/letter")).html;

test.each([
  ["image/png", png],
  ["image/jpeg", jpeg],
])("a picture (%s) stands on letters, is handed out as what it is, and is in the log", async (type, picture) => {
  expect((await head.get("/letterhead")).status).toBe(404);
  expect(await inLetter()).not.toContain('src="/office/letterhead"');
  expect((await keeps(head, { picture })).to).toContain("letterheadKept");
  const { response } = await head.get("/letterhead");
  expect(response.headers.get("content-type")).toBe(type);
  expect(new Uint8Array(await response.arrayBuffer())).toEqual(picture);
  expect(await inLetter()).toContain('src="/office/letterhead"');
  expect((await head.get("/actions")).text).toContain("Frau Rektor Briefkopf geändert");
});

test("lines stand on letters, five of them at most, and take the place of a picture; nothing takes both away", async () => {
  await keeps(head, { picture: png });
  await keeps(head, { text: "Schule am Wolkenweg\n<b>zwei</b>\ndrei\nvier\nfünf\nsechs" });
  const letter = await inLetter();
  expect(letter).toContain("Schule am Wolkenweg");
  expect(letter).toContain("&lt;b&gt;zwei&lt;/b&gt;");
  expect([letter.includes("fünf"), letter.includes("sechs"), letter.includes("/office/letterhead")]).toEqual([
    ...[true, false, false],
  ]);
  expect((await head.get("/letterhead")).status).toBe(404);
  await keeps(head, {});
  expect(school.house.school.letterhead()).toBeNull();
  expect(await inLetter()).not.toContain("Schule am Wolkenweg</");
});

test.each([
  ["a drawing with a script in it", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"],
  ["a page", "<!doctype html><p>x"],
  ["a GIF", "GIF89a......"],
  ["a PNG that is cut off", "\u0089PNG"],
])("%s is no letterhead: it is refused, what was there stays, and nothing is in the log", async (_what, text) => {
  await keeps(head, { text: "Unser Kopf" });
  const { status, text: said } = await keeps(head, { picture: new TextEncoder().encode(text) });
  expect([status, said.includes("Das ist kein Bild im Format PNG oder JPEG.")]).toEqual([422, true]);
  expect(school.house.school.letterhead()).toEqual({ type: "text", text: "Unser Kopf" });
  const done = (await school.house.office.actions(0, 9, { what: "letterhead" })).inAll;
  expect(done).toBe(1);
});

test("it is the head's alone, and what is more than a form can hold is refused", async () => {
  for (const role of ["office", "officer"] as const) {
    const visitor = await pages.signedIn(role);
    expect((await keeps(visitor, { text: "x" })).status).toBe(403);
    expect((await visitor.get("/notice/letterhead")).status).toBe(403);
  }
  const large = new Uint8Array(200 * 1024);
  large.set(png);
  expect((await keeps(head, { picture: large })).status).toBe(413);
  expect(school.house.school.letterhead()).toBeNull();
});

test("where it cannot be written, nothing is in the log; where it cannot be put down, nothing is written", async () => {
  await keeps(head, { picture: png });
  const before = (await school.house.office.actions(0, 9)).inAll;
  const write = school.files.write.bind(school.files);
  school.files.write = () => {
    throw new Error("no room");
  };
  expect((await keeps(head, { text: "x" })).status).toBe(500);
  school.files.write = write;
  expect((await school.house.office.actions(0, 9)).inAll).toBe(before);
  school.database.$client.exec(
    "create trigger no_room before insert on office_action begin select raise(abort, 'x'); end",
  );
  expect((await keeps(head, { text: "x" })).status).toBeGreaterThanOrEqual(500);
  expect(school.house.school.letterhead()?.type).toBe("image/png");
});
