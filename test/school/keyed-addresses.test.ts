import { createHash } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { fold } from "../../src/school/folded.ts";
import { keyed, keyOf } from "../../src/school/reading/guardians.ts";
import { readOfficeFile } from "../../src/school/read-office-file.ts";
import { Office, saved } from "../support/office.ts";
import { OfficePages } from "../support/office-pages.ts";
import { School } from "../support/school.ts";

const heading =
  "Interne ID-Nummer;Nachname;Vorname;Geburtsdatum;Klasse;Erzieher 1: Nachname;Erzieher 1: Vorname;Erzieher 1: E-Mail\n";
const mara = "2001;Neuling;Mara;01.02.2018;4d;Neuling;Nora;nora.neuling84@example.org\n";
const nils = "2002;Neuling;Nils;03.04.2016;2d;Neuling;Nora;nora.neuling84@example.org\n";
const nora = { givenName: "Nora", familyName: "Neuling" };
const plainHash = createHash("sha256")
  .update(`nora.neuling84@example.org ${fold("Nora")} ${fold("Neuling")}`)
  .digest("hex")
  .slice(0, 16);
let school: School;
afterEach(() => school?.stop());

const keys = (name = "Nora") =>
  school.database.$client.prepare("select key from person where given_name = ?").pluck().all(name) as string[];

async function imports(...rows: string[]): Promise<void> {
  const visitor = await new OfficePages(school).signedIn("office");
  const form = new FormData();
  form.append("files", new File([Uint8Array.from(saved(heading + rows.join("")))], "liste.csv"));
  const { to } = await visitor.post("/import", form);
  const done = await visitor.does(`${(to ?? "").replace(/^\/office/, "")}/apply`);
  expect(done.text).toContain("Die Liste ist übernommen.");
}

test("nobody who has the database and not the key can try e-mail addresses against what is stored", async () => {
  school = await School.open();
  await imports(mara);
  const [key = ""] = keys();
  expect(key).toMatch(/^keyed:[0-9a-f]{32}$/);
  expect(key).toBe(keyed(plainHash, school.house.codeKey));
  expect(keyed(plainHash, "another key")).not.toBe(key);
  expect(key).not.toContain(plainHash);
});

test("the mother of a second file's child is found by her address, and namesakes elsewhere are not", async () => {
  school = await School.open();
  await imports(mara);
  await imports(nils, "2003;Fremd;Fritz;03.04.2016;2d;Neuling;Nora;n.neuling@example.org\n");
  expect(new Set(keys()).size).toBe(2);
  const of = async (child: string) =>
    (await school.house.roster.peopleOf((await school.child(child)).id)).map(({ id }) => id);
  expect(await of("Nils")).toEqual(await of("Mara"));
  expect(await of("Fritz")).not.toEqual(await of("Nils"));
});

test("what an older version stored without a key is keyed when the house is opened, and the mother is found as before", async () => {
  school = await School.open();
  await imports(mara);
  const store = school.database.$client.prepare("update person set key = ? where given_name = ?");
  store.run(plainHash, "Nora");
  store.run("0123456789abcdef", "Nadja");
  const before = keys("Gisela").concat(keys("Frauke"));
  await school.bot.stop();
  school.house = await school.furnished();
  await school.start();
  expect(keys()).toEqual([keyed(plainHash, school.house.codeKey)]);
  expect(keys("Nadja")[0]).toMatch(/^keyed:/);
  // A number of the office's own stays what it is.
  expect(keys("Gisela").concat(keys("Frauke"))).toEqual(before);
  await imports(nils);
  expect(keys()).toHaveLength(1);
});

test("without a secret no address leaves a trace", async () => {
  expect(keyOf(nora, "nora.neuling84@example.org", "", "")).toBeNull();
  const [child] = readOfficeFile(saved(heading + mara)).children;
  expect(child?.guardians.map(({ key }) => key)).toEqual([null]);
  const office = new Office();
  await office.imports({ "liste.csv": heading + mara });
  expect(JSON.stringify(await office.roster.roll())).not.toContain(plainHash);
});
