import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OfficeRole, officeRoles } from "../../src/school/office-roles.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

/** Each page and each change with those who may; written down here once more, so that a slip in the table of tasks is seen. */
const everyone = ["office", "head", "officer"];
const pages: Record<string, string[]> = {
  "/notice": everyone,
  "/notice/1": everyone,
  "/notice/compare?before=1&after=1": everyone,
  "/period": everyone,
  "/period/end": ["head"],
  "/requests": everyone,
  "/requests/enter": everyone,
  "/requests/enter?q=Niemand": everyone,
  "/requests/r1": everyone,
  "/questions": everyone,
  "/reminders": ["office", "head"],
  "/reminders?class=all": ["office", "head"],
  "/export": ["office", "head"],
  "/verify": ["head", "officer"],
  "/documents": ["head", "officer"],
  "/documents/massnahmen": ["head", "officer"],
  "/actions": ["head", "officer"],
  "/people": ["head"],
};
const changes: Record<string, string[]> = {
  "/notice/1": ["head"],
  "/period/start": ["head"],
  "/period/end": ["head"],
  "/requests/r1": ["head", "officer"],
  "/reminders": ["office", "head"],
  "/export/stand.csv": ["office", "head"],
  "/export/missing.csv": ["office", "head"],
  "/export/svws.csv": ["office", "head"],
  "/verify": ["head", "officer"],
  "/verify/receipt": ["head", "officer"],
  "/people/invite": ["head"],
  "/people/nobody/link": ["head"],
  "/people/nobody/end-sessions": ["head"],
  "/people/nobody/let-go": ["head"],
};

let school: School;
const visitors = new Map<OfficeRole, Visitor>();
beforeAll(async () => {
  school = await School.open();
  const [person] = await school.house.roster.everybody();
  await school.house.requests.receive(
    { id: "r1", right: "erasure", personId: person!.id, words: "" },
    school.clock.now,
  );
  const desk = new OfficePages(school);
  for (const role of officeRoles) visitors.set(role, await desk.signedIn(role));
});
afterAll(() => school.stop());

test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
  "what every object of the language has, such as %s, is no page and no document",
  async (word) => {
    for (const path of [`/documents/${word}`, `/children/${word}`, `/requests/${word}`, `/import/${word}`])
      expect([404, 410]).toContain((await visitors.get("head")!.get(path)).status);
    expect((await visitors.get("head")!.get(`?done=${word}`)).status).toBe(200);
  },
);

test.each([...Object.keys(pages), "", "/children", "/import", "/letters", "/letters?class=all", "/nowhere"])(
  "looking at %s changes nothing, for a foreign page can make a browser look",
  async (path) => {
    const visitor = await new OfficePages(school, { pupilAge: 9 }).signedIn("head");
    const before = school.database.$client.prepare("select total_changes()").pluck().get();
    await visitor.get(path);
    expect(school.database.$client.prepare("select total_changes()").pluck().get()).toBe(before);
  },
);

describe.each(officeRoles)("for the role %s", (role) => {
  test.each(Object.entries(pages))("%s opens only for whom it is", async (path, may) => {
    const { status, text } = await visitors.get(role)!.get(path);
    expect({ status, refused: text.includes("Das darf diese Anmeldung nicht") }).toEqual(
      may.includes(role) ? { status: 200, refused: false } : { status: 403, refused: true },
    );
  });

  test.each(Object.entries(changes).filter(([, may]) => !may.includes(role)))(
    "a form sent to %s is refused, and nothing is changed",
    async (path) => {
      const before = school.database.$client.prepare("select total_changes()").pluck().get();
      expect(
        (
          await visitors
            .get(role)!
            .post(path, { kind: "correction", step: "answered", class: "all", name: "Herr Niemand", role: "head" })
        ).status,
      ).toBe(403);
      expect(school.database.$client.prepare("select total_changes()").pluck().get()).toBe(before);
    },
  );

  test("the menu leads to all that is open, and to nothing that is not", async () => {
    const { html } = await visitors.get(role)!.get("");
    const areas = Object.entries(pages).filter(([path]) => /^\/[a-z]+$/.test(path));
    expect(areas.filter(([path]) => html.includes(`href="/office${path}"`)).map(([path]) => path)).toEqual(
      areas.filter(([, may]) => may.includes(role)).map(([path]) => path),
    );
  });
});
