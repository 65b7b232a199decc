import { afterEach, expect, test } from "vitest";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const count = (table: string) => Number(school.database.$client.prepare(`select count(*) from ${table}`).pluck().get());
const link = (html: string) => /\/office\/sign-in#([\w-]+)/.exec(html)?.[1];
const form = { name: "Frau Zzneu", role: "office", act: "a1" };

async function head(): Promise<Visitor> {
  school = await School.open();
  return new OfficePages(school).signedIn("head");
}

test("the form of the page has a mark, and sent twice it invites once: the same link is shown", async () => {
  const visitor = await head();
  expect((await visitor.get("/people")).html).toMatch(
    /action="\/office\/people\/invite"[\s\S]*?name="act" value="[^"]+"/,
  );
  const before = [count("office_person"), count("office_link"), count("office_action")];
  const [first, second] = [await visitor.post("/people/invite", form), await visitor.post("/people/invite", form)];
  expect(link(first.html)).toBeDefined();
  expect(link(second.html)).toBe(link(first.html));
  expect([count("office_person"), count("office_link"), count("office_action")]).toEqual(before.map((n) => n + 1));
});

test("so it is where both arrive at the same time, and where the second one was changed it is another act", async () => {
  const visitor = await head();
  const people = count("office_person");
  const both = await Promise.all([visitor.post("/people/invite", form), visitor.post("/people/invite", form)]);
  expect(new Set(both.map(({ html }) => link(html))).size).toBe(1);
  expect(count("office_person")).toBe(people + 1);
  const other = await visitor.post("/people/invite", { ...form, name: "Herr Zzandern" });
  expect(link(other.html)).toBeDefined();
  expect(count("office_person")).toBe(people + 2);
});

test("whoever sends it again later, or somebody else, sees no link and changes nothing", async () => {
  const visitor = await head();
  const first = link((await visitor.post("/people/invite", form)).html) ?? "";
  const other = await visitor.post("/people/invite", form);
  school.pass(6 * 60 * 1000);
  const late = await visitor.post("/people/invite", form);
  expect([other.status, late.status, late.to]).toEqual([200, 303, "/office/people?done=unchanged"]);
  const { to } = await new OfficePages(school).uses(`/office/sign-in#${first}`);
  expect(to).not.toBeNull();
});

test("a new link asked for twice by one press is one link", async () => {
  const visitor = await head();
  await visitor.post("/people/invite", form);
  const { id } = (await school.house.office.everybody(school.clock.now)).find(({ name }) => name === form.name) ?? {
    id: "",
  };
  const [first, second] = [
    await visitor.post(`/people/${id}/link`, { act: "a2" }),
    await visitor.post(`/people/${id}/link`, { act: "a2" }),
  ];
  expect(link(first.html)).toBeDefined();
  expect(link(second.html)).toBe(link(first.html));
});
