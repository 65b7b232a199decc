import { afterEach, beforeEach, expect, test } from "vitest";
import { type OfficeRole, officeRoles } from "../../src/school/office-roles.ts";
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { saved } from "../support/office.ts";
import { School } from "../support/school.ts";

let school: School;
let pages: OfficePages;
beforeEach(async () => {
  school = await School.open({ joined: ["mother", "father"] });
  pages = new OfficePages(school);
  await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  await school.records("Mila", "Tarek", { audio: "no", video: "no" }, "paper");
  const clerk = await pages.signedIn("office");
  await clerk.does("/children/new", newChild);
  const files = new FormData();
  files.append("files", new File([Uint8Array.from(saved(withoutTeacher))], "liste.csv"));
  await clerk.post(`${(await clerk.post("/import", files)).to?.replace("/office", "")}/apply`);
  const tim = (await school.house.roster.roll()).children.find(({ givenName }) => givenName === "Tim");
  await clerk.does(`/children/${tim?.id}/leave`, { on: "2026-11-20" });
});
afterEach(() => school.stop());

const newChild = {
  ...{ familyName: "Neu", givenName: "Nele", birthDate: "2018-05-02", className: "3a", newClass: "" },
  ...{ familyName1: "", givenName1: "", familyName2: "", givenName2: "" },
};
const withoutTeacher = `Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status;Erzieher 1: Nachname;Erzieher 1: Vorname
9;Petersen;Pia;02.05.2018;4d;Aktiv;Petersen;
`;

/** A page once, however many children and classes there are of it. */
const sortOf = (path: string) => path.replace(/\?.*/, "").replaceAll(/\/(id\d+|[0-9a-f]{16})/g, "/:id");

/** Walks from the overview along every link. Out: the links that lead to a refusal, and the forms that were seen. */
async function walk(visitor: Visitor): Promise<{ refused: string[]; forms: Set<string>; seen: string[] }> {
  const [left, seen, forms, refused] = [[""], new Map<string, number>(), new Set<string>(), [] as string[]];
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    const sort = sortOf(path);
    // Some of each sort: a child in conflict has other links than one who has left.
    if ((seen.get(sort) ?? 0) >= 9 || seen.has(path)) continue;
    seen.set(path, 1).set(sort, (seen.get(sort) ?? 0) + 1);
    const { status, html } = await visitor.get(path);
    if (status === 403) refused.push(path);
    for (const [, to = ""] of html.matchAll(/href="\/office([^"#]*)"/g))
      if (!/\.(css|js)$/.test(to)) left.push(to.replaceAll("&amp;", "&"));
    for (const [, to = ""] of html.matchAll(/method="post"[^>]*action="\/office([^"]*)"/g)) forms.add(to);
  }
  return { refused, forms, seen: [...seen.keys()] };
}

test.each(officeRoles)(
  "for the role %s no link and no button leads to a page that refuses",
  async (role: OfficeRole) => {
    const visitor = await pages.signedIn(role);
    const { refused, forms, seen } = await walk(visitor);
    expect(refused).toEqual([]);
    if (role === "officer") expect(seen.filter((path) => path.startsWith("/changes/")).length).toBeGreaterThan(1);
    const closed: string[] = [];
    for (const form of forms)
      // What ends the session, or all of them, is of whoever is signed in.
      if (!/sign-out|session|devices|let-go/.test(form) && (await visitor.post(form)).status === 403) closed.push(form);
    expect(closed).toEqual([]);
  },
);
