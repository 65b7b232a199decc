import { serialize } from "node:v8";
import { afterEach, expect, test } from "vitest";
import { type Draft, draftOf, Drafts, nothingSaid, packed } from "../../src/office/import/drafts.ts";
import { packedPlan } from "../../src/school/packed-plan.ts";
import { lookAtLists } from "../../src/school/look-at-lists.ts";
import { manyChildren } from "../support/lists.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

let school: School | null = null;
afterEach(() => school?.stop());

const now = new Date("2026-11-25T08:00:00Z");
const nobody = { classes: [], children: [], people: [], guardianships: [], classTeachers: [] };

test("between looking and taking over a fifth of a large list is held: what the page shows, and file and plan packed", async () => {
  const files = [{ name: "list.csv", bytes: manyChildren(20_000, false) }];
  let ids = 0;
  const looked = lookAtLists({ files, roll: nobody, options: {} }, "secret", () => `n${(ids += 1)}`);
  const draft = draftOf({ id: "d", files: await packed(files), said: nothingSaid }, looked, {
    ...{ changes: [], whole: { packed: await packedPlan(looked), madeFrom: "" } },
  });
  const held = serialize(draft).length / (serialize(looked).length + (files[0]?.bytes.length ?? 0));
  expect(held).toBeLessThan(0.2);
  expect(draft.plan.counts.children.new).toBe(20_000);
});

test("where drafts become too heavy together the oldest is forgotten, and never the newest", () => {
  const draft = (id: string, megabytes: number) =>
    ({ id, files: [{ name: "", packed: new Uint8Array(megabytes * 1024 * 1024) }] }) as unknown as Draft;
  const drafts = new Drafts();
  for (const person of ["a", "b", "c"]) drafts.keep(person, draft(person, 50), now);
  expect(["a", "b", "c"].map((id) => drafts.of(id, id, now)?.id)).toEqual([undefined, "b", "c"]);
  drafts.keep("d", draft("d", 500), now);
  expect(["b", "c", "d"].map((id) => drafts.of(id, id, now)?.id)).toEqual([undefined, undefined, "d"]);
});

test("of a list of thousands the preview shows the first, says how many more there are, and takes over all", async () => {
  school = await School.open();
  const clerk = await new OfficePages(school).signedIn("office");
  const form = new FormData();
  form.append("files", new File([Uint8Array.from(manyChildren(1500, false))], "list.csv"));
  const shown = await clerk.does("/import", form);
  expect(shown.text).toContain("Neu (1500)");
  expect(shown.html.match(/<td class="place">/g)).toHaveLength(1000);
  const path = /action="\/office(\/import\/\w+)\/apply"/.exec(shown.html)?.[1] ?? "";
  await clerk.does(`${path}/apply`);
  const children = await school.house.roster.everyChild();
  expect(children.filter(({ givenName }) => givenName.startsWith("Kind ")).length).toBe(1500);
});
