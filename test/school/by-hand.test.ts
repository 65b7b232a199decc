import fc from "fast-check";
import { expect, test } from "vitest";
import { openRollChanges } from "../../db/school/roll-changes.ts";
import { mayCarryOut } from "../../src/school/plan-import.ts";
import { type Given, Office } from "../support/office.ts";
import type { HandAct } from "../../src/school/by-hand/acts.ts";

const at = new Date("2026-11-25T08:00:00Z");
const own = "klasse;rolle;vorname;nachname;geburtsdatum;kind_vorname;kind_nachname;beide_zustimmen;kennung\n";
const school = `${own}3a;lehrkraft;Petra;Tafel;;;;;TAFE
3a;kind;Mila;Beispiel;15.03.2018;;;;
3a;erziehungsberechtigt;Nadja;Beispiel;;Mila;Beispiel;;E01
3a;kind;Noah;Vorlage;09.06.2017;;;;
3a;erziehungsberechtigt;Viola;Vorlage;;Noah;Vorlage;;E03
3b;lehrkraft;Karl;Kreide;;;;;KREI
3b;kind;Paul;Fabel;12.12.2017;;;;
3b;erziehungsberechtigt;Frauke;Fabel;;Paul;Fabel;;E15
`;

class Hand extends Office {
  private made = 0;
  readonly changes = openRollChanges(this.database, () => `new${(this.made += 1)}`, 16);
  private acts = 0;

  static async open(): Promise<Hand> {
    const hand = new Hand();
    await hand.imports({ "": school });
    return hand;
  }

  async does(act: HandAct): Promise<{ id: string; refused: string | null; candidates: string[] }> {
    const id = `act${(this.acts += 1)}`;
    const done = await this.changes.byHand(act, { id, by: "Frau Schreiber" }, at);
    return "refused" in done
      ? { id, refused: done.refused, candidates: done.candidates.map(({ name }) => name) }
      : { id, refused: null, candidates: [] };
  }

  async takesOver(given: Given): Promise<string> {
    const id = `act${(this.acts += 1)}`;
    const plan = await this.plans(given);
    if (!mayCarryOut(plan)) throw new Error("the list is to be repaired");
    await this.changes.takeOver(plan, { id, by: "Frau Schreiber" }, ["liste.csv"], at);
    return id;
  }

  async child(name: string): Promise<string> {
    return (await this.roster.roll()).children.find((one) => one.givenName === name)?.id ?? "";
  }

  async classNamed(name: string): Promise<string> {
    return (await this.roster.roll()).classes.find((one) => one.name === name)?.id ?? "";
  }

  async person(name: string): Promise<string> {
    return (await this.roster.roll()).people.find((one) => one.givenName === name)?.id ?? "";
  }

  /** All rows of the roll, in one order. */
  rows(): string {
    const tables = ["school_class", "child", "person", "guardianship", "class_teacher"];
    return JSON.stringify(
      tables.map((table) =>
        this.database.$client
          .prepare(`select * from ${table}`)
          .all()
          .map((row) => JSON.stringify(row))
          .toSorted(),
      ),
    );
  }
}

const newChild = { what: "addChild", isNew: false, guardians: [] } as const;

test("a new child comes with a guardian of its own, and the sibling's mother is asked about, not doubled", async () => {
  const office = await Hand.open();
  const nele = { ...newChild, givenName: "Nele", familyName: "Beispiel", birthDate: "2019-05-02", className: "3b" };
  const nadja = { givenName: "Nadja", familyName: "Beispiel", isNew: false };
  expect(await office.does({ ...nele, guardians: [nadja] })).toMatchObject({
    refused: "perhaps",
    candidates: ["Nadja Beispiel"],
  });
  await office.does({ ...nele, guardians: [{ id: await office.person("Nadja") }] });
  expect(await office.list()).toContain("3b Nele Beispiel 2019-05-02 –: Nadja Beispiel");
  expect((await office.roster.roll()).people.filter(({ givenName }) => givenName === "Nadja")).toHaveLength(1);
});

test("a namesake of the mother is another person once somebody has said so", async () => {
  const office = await Hand.open();
  const nadja = { givenName: "Nadja", familyName: "Beispiel" };
  const child = await office.child("Paul");
  expect((await office.does({ what: "addGuardian", childId: child, person: { ...nadja, isNew: false } })).refused).toBe(
    "perhaps",
  );
  await office.does({ what: "addGuardian", childId: child, person: { ...nadja, isNew: true } });
  expect((await office.roster.roll()).people.filter(({ givenName }) => givenName === "Nadja")).toHaveLength(2);
  expect(await office.does({ what: "addGuardian", childId: child, person: { ...nadja, isNew: false } })).toMatchObject({
    refused: "unchanged",
  });
});

test("a child who is stored is not added again, whoever has the name without its date is asked about", async () => {
  const office = await Hand.open();
  const mila = { ...newChild, givenName: "Mila", familyName: "Beispiel", className: "3b" };
  expect(await office.does({ ...mila, birthDate: "2018-03-15" })).toMatchObject({
    refused: "stored",
    candidates: ["Mila Beispiel"],
  });
  expect((await office.does({ ...mila, birthDate: "2018-03-15", isNew: true })).refused).toBe("stored");
  expect((await office.does({ ...mila, birthDate: null })).refused).toBe("perhaps");
  expect((await office.does({ ...mila, birthDate: null, isNew: true })).refused).toBe(null);
});

test("a child who has left is found when it is added again, and comes back with what it had", async () => {
  const office = await Hand.open();
  const id = await office.child("Mila");
  await office.does({ what: "leave", childId: id, on: "2026-11-20" });
  expect(office.database.$client.prepare("select gone_at from child where id = ?").pluck().get(id)).toBe("2026-11-20");
  const again = { ...newChild, givenName: "Mila", familyName: "Beispiel", birthDate: "2018-03-15", className: "3a" };
  expect(await office.does(again)).toMatchObject({ refused: "stored", candidates: ["Mila Beispiel"] });
  await office.does({ what: "comeBack", childId: id, className: "3b" });
  expect(await office.list()).toContain("3b Mila Beispiel 2018-03-15 –: Nadja Beispiel");
  expect((await office.does({ what: "comeBack", childId: id, className: "3b" })).refused).toBe("unchanged");
});

test("the next list from the school's program finds the child that was added by hand, with or without its number", async () => {
  const office = await Hand.open();
  const ida = { ...newChild, givenName: "Ida", familyName: "Neu", className: "3a", guardians: [] };
  await office.does({ ...ida, birthDate: "2018-07-01" });
  await office.does({ ...ida, givenName: "Eno", birthDate: null });
  const list = `Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Status
1;Neu;Ida;01.07.2018;3a;Aktiv
2;Neu;Eno;02.07.2018;3a;Aktiv
3;Beispiel;Mila;15.03.2018;3a;Aktiv
4;Vorlage;Noah;09.06.2017;3a;Aktiv
`;
  const plan = await office.imports({ "": list });
  expect({ fresh: plan.newChildren.length, gone: plan.goneChildren.length }).toEqual({ fresh: 0, gone: 0 });
});

test("of a list that marks most of its classes as gone it is guessed that it only adds, and the counts are told", async () => {
  const office = await Hand.open();
  const many = ["Aa", "Bb", "Cc", "Dd", "Ee"].map((name) => `3a;kind;${name};Viele;01.01.2018;;;;\n`).join("");
  await office.imports({ "": school + many });
  const one = `${own}3a;kind;Nele;Neu;01.02.2018;;;;\n`;
  const guessed = await office.plans({ "": one }, { mode: "guess" });
  expect([guessed.mode, guessed.goneChildren.length, guessed.newChildren.length]).toEqual(["adds", 0, 1]);
  const whole = await office.plans({ "": one }, { mode: "whole" });
  expect([whole.goneChildren.length, whole.leaving]).toEqual([7, [{ className: "3a", count: 7, of: 7 }]]);
  expect((await office.plans({ "": school + many }, { mode: "guess" })).mode).toBe("whole");
});

test("a class that is in no list any more stays until somebody says that its children have left", async () => {
  const office = await Hand.open();
  const without = school
    .split("\n")
    .filter((line) => !line.startsWith("3b"))
    .join("\n");
  const asked = await office.plans({ "": without }, { mode: "guess" });
  expect([asked.missingClasses, asked.goneChildren]).toEqual([[{ className: "3b", count: 1, of: 1 }], []]);
  const said = await office.plans({ "": without }, { mode: "guess", leftClasses: ["3b"] });
  expect(said.goneChildren.map(({ givenName }) => givenName)).toEqual(["Paul"]);
});

const moved = school
  .split("\n")
  .map((line) => line.replace("3a;", /Noah/.test(line) ? "4b;" : "4a;"))
  .join("\n");
const names = ["Mila", "Noah", "Paul", "Ida"];

type Step = (office: Hand) => Promise<string | null>;
const act =
  (make: (office: Hand) => Promise<HandAct>): Step =>
  async (office) => {
    const { id, refused } = await office.does(await make(office));
    return refused === null ? id : null;
  };

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.constantFrom(school, moved, school.replace("Nadja", "Nadia"), school.split("\n").slice(0, 4).join("\n")).map(
    (list): Step =>
      (office) =>
        office.takesOver({ "": list }),
  ),
  fc
    .tuple(fc.constantFrom(...names), fc.constantFrom("3a", "3b", "4b", "5c"))
    .map(([name, className]) =>
      act(async (office) => ({ what: "moveChild", childId: await office.child(name), className })),
    ),
  fc
    .constantFrom(...names)
    .map((name) => act(async (office) => ({ what: "leave", childId: await office.child(name), on: "2026-11-20" }))),
  fc
    .constantFrom(...names)
    .map((name) => act(async (office) => ({ what: "comeBack", childId: await office.child(name), className: "3b" }))),
  fc.constantFrom("Ida", "Ole").map((givenName) =>
    act(async () => ({
      ...newChild,
      ...{ givenName, familyName: "Neu", birthDate: "2018-07-01", className: "3a" },
      guardians: [{ givenName: "Ina", familyName: "Neu", isNew: true }],
    })),
  ),
  fc.tuple(fc.constantFrom(...names), fc.constantFrom("Nadja", "Frauke", "Viola")).map(([name, guardian]) =>
    act(async (office) => ({
      what: "addGuardian",
      childId: await office.child(name),
      person: { id: await office.person(guardian) },
    })),
  ),
  fc.constantFrom("3a", "3b").map((name) =>
    act(async (office) => ({
      what: "addTeacher",
      classId: await office.classNamed(name),
      person: { givenName: "Lina", familyName: "Lineal", isNew: true },
    })),
  ),
  fc.constantFrom("3a", "3b").map((name) =>
    act(async (office) => ({
      what: "endTeacher",
      classId: await office.classNamed(name),
      teacherId: await office.person("Petra"),
    })),
  ),
);

test("whatever is done by lists and by hand, taken back from the newest, leaves the roll exactly as it was", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 6 }), async (all) => {
      const office = await Hand.open();
      const done: { id: string; before: string }[] = [];
      for (const step of all) {
        const before = office.rows();
        const id = await step(office);
        if (id !== null) done.push({ id, before });
      }
      for (const { id, before } of done.toReversed()) {
        const would = await office.changes.wouldTakeBack(id, at);
        // What was before an import is kept only until the next one.
        if (would === null) break;
        if (would.isNothing) continue;
        expect(would.stays).toEqual([]);
        await office.changes.takeBack(id, at);
        expect(office.rows()).toBe(before);
      }
    }),
    { numRuns: 60 },
  );
});

test("whatever is taken back in whatever order, nothing breaks and no reference leads nowhere", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(steps, { minLength: 2, maxLength: 7 }),
      fc.array(fc.nat(6), { minLength: 1, maxLength: 5 }),
      async (all, order) => {
        const office = await Hand.open();
        const ids: string[] = [];
        for (const step of all) {
          const id = await step(office);
          if (id !== null) ids.push(id);
        }
        for (const at of order) if (ids[at]) await office.changes.takeBack(ids[at], new Date("2026-11-26T08:00:00Z"));
        expect(office.database.$client.pragma("foreign_key_check")).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});
