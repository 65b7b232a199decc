import { afterEach, expect, test } from "vitest";
import { OfficePages } from "../support/office-pages.ts";
import { saved } from "../support/office.ts";
import { School } from "../support/school.ts";

let school: School;
afterEach(() => school.stop());

const heading = "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status\n";
const nils = `${heading}2001;Neuling;Nils;01.02.2018;4d;Aktiv\n`;

/** Sends a file. Out: who sent it, the path of the preview under /office, and how often files have been looked at. */
async function looksAt(content: string, now?: Date) {
  school = await School.open(now ? { now } : {});
  const looked = { times: 0 };
  const { lookAtLists } = school.house;
  school.house.lookAtLists = (...lists) => {
    looked.times += 1;
    return lookAtLists(...lists);
  };
  const clerk = await new OfficePages(school).signedIn("office");
  const form = new FormData();
  form.append("files", new File([Uint8Array.from(saved(content))], "liste.csv"));
  const { to } = await clerk.post("/import", form);
  return { clerk, path: (to ?? "").replace(/^\/office/, ""), looked };
}

const namedNils = async () =>
  (await school.house.roster.everyChild()).filter(({ givenName }) => givenName === "Nils").length;

test("what was shown is carried out without looking at the file once more", async () => {
  const { clerk, path, looked } = await looksAt(nils);
  const done = await clerk.does(`${path}/apply`);
  expect(done.text).toContain("Die Liste ist übernommen. Neue Kinder: 1.");
  expect({ looked: looked.times, children: await namedNils() }).toEqual({ looked: 1, children: 1 });
});

test("where the school has changed since, the file is looked at anew", async () => {
  const { clerk, path, looked } = await looksAt(nils);
  const { roster } = school.house;
  const [child] = await roster.everyChild();
  const act = { what: "moveChild", childId: child?.id ?? "", className: "9z" } as const;
  await school.house.changes.byHand(act, { id: "by-hand", by: "Frau Schreiber" }, school.house.now());
  await clerk.post(`${path}/apply`);
  expect(looked.times).toBe(2);
});

test("on another day the file is looked at anew", async () => {
  const { clerk, path, looked } = await looksAt(nils, new Date("2026-11-23T22:50:00Z"));
  school.clock.now = new Date("2026-11-23T23:10:00Z");
  await clerk.post(`${path}/apply`);
  expect(looked.times).toBe(2);
});

test("two presses at once are one", async () => {
  const { clerk, path } = await looksAt(nils);
  const [one, other] = await Promise.all([clerk.post(`${path}/apply`), clerk.post(`${path}/apply`)]);
  expect([one.status, other.status]).toEqual([303, 303]);
  const { actions } = await school.house.office.actions(0, 50);
  expect({ children: await namedNils(), log: actions.filter(({ what }) => what === "import").length }).toEqual({
    children: 1,
    log: 1,
  });
});
