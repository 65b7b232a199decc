import fc from "fast-check";
import { openDatabase } from "../../db/file/open.ts";
import { openRoster } from "../../db/school/roster.ts";
import { importReport } from "../../src/office/import/report.ts";
import { mostOfClass } from "../../src/school/class-name.ts";
import { lookAtLists } from "../../src/school/look-at-lists.ts";
import { mayCarryOut } from "../../src/school/plan-import.ts";
import { typedName } from "../../src/school/typed.ts";
import { told, words } from "../support/office.ts";
import { bytesOf, type HostileFile, hostileFile } from "./lists.ts";
import { counter, type Part } from "./part.ts";
import { changedTables, must, onlyAddsTo, proofHolds, stored, uncaught } from "./watch.ts";

const { counts, count } = counter();
const imports = fc.array(fc.array(hostileFile, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });

/** Files of all kinds at the import, one import after another into the same school. */
export const files: Part = {
  name: "files",
  runs: 40,
  counts,
  check: (how) => fc.check(fc.asyncProperty(imports, yearsOf), how),
};

const now = new Date("2026-11-25T08:00:00Z");
/** What no file of this size may need. */
const mostSeconds = 20;
const school =
  /^(school_class|child|person|guardianship|class_teacher|announcement|child_change|daily_round|left_open)$/;
/** To which it may add that custody has to be decided, and never change what is. */
const record = ["custody_fact", "journal"];

async function yearsOf(years: HostileFile[][]): Promise<void> {
  const database = openDatabase(":memory:");
  const roster = openRoster(database, 16);
  let ids = 0;
  const newId = () => `n${(ids += 1)}`;
  try {
    for (const year of years) {
      const given = year.map((one) => ({ name: one.name, bytes: bytesOf(one) }));
      const lists = { files: given, roll: await roster.roll(), options: { today: "2026-11-25" } };
      const begun = performance.now();
      const { plan, custody } = lookAtLists(structuredClone(lists), "a secret of the fuzz", newId);
      const seconds = (performance.now() - begun) / 1000;
      must(seconds < mostSeconds, `looking at it took ${seconds.toFixed(0)} seconds`);
      structuredClone({ plan, custody });
      told(plan.problems);
      importReport(plan, words);
      count("looked at");
      if (!mayCarryOut(plan)) continue;
      const before = stored(database);
      await roster.wouldChange(plan, now);
      must(changedTables(before, stored(database)).length === 0, "looking at what would change has changed it");
      await roster.carryOut(plan, now);
      const after = stored(database);
      const others = changedTables(before, after).filter((table) => !school.test(table) && !record.includes(table));
      must(others.length === 0, `an import has changed ${others.join(", ")}`);
      for (const table of record) onlyAddsTo(table, before, after);
      count("carried out");
      if (plan.problems.length === 0) count("without a word");
      await namesAreNames(roster);
    }
    await proofHolds(database);
    must(uncaught.length === 0, uncaught.join("; "));
  } finally {
    database.$client.close();
  }
}

/** What is stored could be typed by the office as well; a family may have one name only. */
async function namesAreNames(roster: ReturnType<typeof openRoster>): Promise<void> {
  const { children, people, classes } = await roster.roll();
  for (const { givenName, familyName } of [...children, ...people])
    for (const name of [givenName, familyName].filter((one) => one !== "")) {
      const read = typedName(name.replaceAll("?", "x"));
      must("name" in read, `stored as a name: ${JSON.stringify(name)}`);
    }
  const odd = classes.find(
    ({ name }) => name === "" || name.length > mostOfClass || /[\p{Cc}\p{Cf}\p{Cs}<>]/u.test(name),
  );
  must(odd === undefined, `stored as a class: ${JSON.stringify(odd?.name)}`);
}
