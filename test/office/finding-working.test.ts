import { afterEach, expect, test } from "vitest";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

/** A school in which looking at what stands takes longer than anybody waits without a word. */
async function slowSchool(): Promise<OfficePages> {
  school = await School.open();
  const { ledger } = school.house;
  const slow = {
    ...ledger,
    async standings(ids: readonly string[], now: Date) {
      await new Promise((resolve) => setTimeout(resolve, 1300));
      return ledger.standings(ids, now);
    },
  };
  const pages = new OfficePages(school, { house: { ...school.house, ledger: slow } });
  return pages;
}

test("a list that takes longer shows a bar of progress, then the way to it; nobody else gets it", async () => {
  const pages = await slowSchool();
  const clerk = await pages.signedIn("office");
  const { html, status, response } = await clerk.post("/export/stand.csv");
  expect([status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=UTF-8"]);
  expect(html).toMatch(/<progress max="100" value="0" aria-label="0 % sind fertig\."><\/progress>/);
  const [, path = ""] = /href="\/office(\/export\/file\/[^"]+)"/.exec(html) ?? [];
  const list = await clerk.get(path);
  expect(list.response.headers.get("content-disposition")).toContain("janein-stand-2026-11-23.csv");
  expect(list.html.trim().split("\r\n")).toHaveLength(1 + 20);
  const other = await pages.signedIn("head");
  expect((await other.get(path)).status).toBe(404);
  school.pass(11 * 60 * 1000);
  expect((await clerk.get(path)).status).toBe(404);
});

test("what is done soon is answered as a file at once", async () => {
  school = await School.open();
  const clerk = await new OfficePages(school).signedIn("office");
  const list = await clerk.post("/export/stand.csv");
  expect(list.response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
});

test("what fails meanwhile says so on the page, and nothing is kept", async () => {
  school = await School.open();
  const { ledger } = school.house;
  const failing = {
    ...ledger,
    async standings(): Promise<never> {
      await new Promise((resolve) => setTimeout(resolve, 1300));
      throw new Error("broken off");
    },
  };
  const pages = new OfficePages(school, { house: { ...school.house, ledger: failing } });
  const clerk = await pages.signedIn("office");
  const { html } = await clerk.post("/export/stand.csv");
  expect(html).toContain('<p class="errors">');
  expect(html).not.toContain("/export/file/");
});
