import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openSchoolView, type SchoolView } from "../../db/school/view.ts";
import { openChildFiles } from "../../db/school/child-file.ts";
import { classOfOlder, School } from "../support/school.ts";

let school: School;
let view: SchoolView;
beforeEach(async () => {
  school = await School.open({ joined: ["mother"] });
  await school.imports(classOfOlder);
  view = openSchoolView(school.database, 16);
  await view.children(school.clock.now);
});
afterEach(() => school.stop());

/** What follows the changes is what a look at everything would find. */
async function agrees(): Promise<void> {
  const sorted = async (one: SchoolView) =>
    [...(await one.children(school.clock.now)).values()].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  expect(await sorted(view)).toEqual(await sorted(openSchoolView(school.database, 16)));
}
const of = async (name: string) =>
  [...(await view.children(school.clock.now)).values()].find(({ givenName }) => givenName === name);

const changes = {
  async paperYes() {
    await school.records("Mila", "Nadja", { audio: "yes", video: "yes" }, "paper");
  },
  async paperNo() {
    await school.records("Mila", "Tarek", { video: "no" }, "phone");
  },
  async settled() {
    await school.settles("Mila", "Tarek", ["video"]);
  },
  async joined() {
    await school.join("father");
  },
  async left() {
    await school.house.accounts.leave(101);
  },
  async code() {
    await school.letter("grandfather");
  },
  async both() {
    await openChildFiles(school.database, 16).mustBothAgree((await school.child("Mila")).id, true, school.clock.now);
  },
  async corrected() {
    await openChildFiles(school.database, 16).correctChild(
      (await school.child("Mila")).id,
      { givenName: "Mila", familyName: "Berichtigt", birthDate: null },
      school.clock.now,
    );
  },
  async ended() {
    await school.house.periods.end("Frau Rektor", 1, school.clock.now);
  },
  async begun() {
    await school.house.periods.start("Frau Rektor", school.clock.now);
  },
  async onlyMila() {
    await school.imports("klasse;rolle;vorname;nachname;geburtsdatum\n3a;kind;Mila;Beispiel;15.03.2018\n");
  },
  async days() {
    await school.days(1);
  },
} satisfies Record<string, () => Promise<void>>;

/** After some changes others cannot be: who is no longer a guardian declares nothing. */
function impossible(error: unknown): void {
  if (!String(error).includes("nobody who may declare")) throw error;
}

test.each(Object.keys(changes) as (keyof typeof changes)[])("it follows: %s", async (change) => {
  await changes[change]();
  await agrees();
});

test("it follows any sequence of changes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...Object.values(changes)), { maxLength: 5 }), async (sequence) => {
      for (const change of sequence) await change().catch(impossible);
      await agrees();
    }),
    { numRuns: 12 },
  );
});

test("what another process changes is seen, too", async () => {
  school.database.$client.exec("update child set both_must_agree = 1 where given_name = 'Leon'");
  expect(await of("Leon")).toMatchObject({ bothMustAgree: true });
});

test("a pupil comes of age, and without a word of anybody's the parent's yes is no longer enough", async () => {
  school.database.$client.exec("update child set birth_date = '2010-11-25' where given_name = 'Lena'");
  await school.records("Lena", "Gisela", { audio: "yes" }, "paper");
  expect(await of("Lena")).toMatchObject({ audio: "yes" });
  school.pass(2 * 24 * 60 * 60 * 1000);
  expect(await of("Lena")).toMatchObject({ audio: "not_asked" });
  await agrees();
});

test("what is erased is gone from it", async () => {
  await school.records("Mila", "Nadja", { audio: "no" }, "paper");
  expect(await of("Mila")).toMatchObject({ audio: "no" });
  school.database.$client.exec(
    `insert into erasure (at, events, children, people, ended_before)
      values ('2031-01-01T03:00:00.000Z', 1, 0, 0, '2028-01-01T00:00:00.000Z')`,
  );
  school.database.$client.exec(
    "update consent_event set child_id = null, person_id = null, recorded_by = '', evidence = '', salt = ''",
  );
  expect(await of("Mila")).toMatchObject({ audio: "not_asked" });
  await agrees();
});

test("who asks while it is still reading gets what was written in the meantime", async () => {
  const fresh = openSchoolView(school.database, 16);
  const first = fresh.children(school.clock.now);
  await changes.both();
  const second = await fresh.children(school.clock.now);
  await first;
  expect([...second.values()].find(({ givenName }) => givenName === "Mila")).toMatchObject({ bothMustAgree: true });
});
