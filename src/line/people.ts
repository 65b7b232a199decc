import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { overview } from "../../db/overview.ts";
import { type Config, WrongSetting } from "../config.ts";
import type { House } from "../messenger/house.ts";
import { csv } from "../office/csv.ts";
import { importReport, mayCarryOut } from "../office/import-report.ts";
import { schoolStatus } from "../office/school-status.ts";
import { joinCodeHash, newJoinCode } from "../school/join-code.ts";
import type { ChildInClass } from "../school/people.ts";
import { urgency } from "../consent/rights.ts";
import { planImport } from "../school/plan-import.ts";
import { readOfficeFile } from "../school/read-office-file.ts";
import { atHome, stopped, WrongCall } from "./at-home.ts";

/** Reads a file of the office; without --apply it only shows what it would do. Errors: WrongCall without a file. */
export async function importFile(config: Config, args: string[]): Promise<void> {
  const { values, positionals: [path] } = parseArgs({ args, allowPositionals: true, options: { class: { type: "string" }, apply: { type: "boolean" } } });
  if (!path) throw new WrongCall("janein import FILE [--class NAME] [--apply]");
  await atHome(config, async (house) => {
    const plan = planImport(readOfficeFile(readFileSync(path)), await house.roster.roll(), values.class ? { className: values.class } : {}, house.newId);
    console.log(importReport(plan));
    if (!mayCarryOut(plan)) return stopped("Nothing was imported: repair the rows marked STOP and import the file again.");
    if (!values.apply) return console.log("Nothing was stored yet. To carry this out, run it again with --apply.");
    await house.roster.carryOut(plan, house.now());
    console.log("Imported.");
  });
}

/** A new code for everyone who has neither an account nor a code, on standard output this once. */
export async function codes(config: Config): Promise<void> {
  const key = config.CODE_KEY;
  if (!key) throw new WrongSetting("CODE_KEY is missing: codes are hashed with it, at least 32 characters, the same as the bot's");
  await atHome(config, async (house) => {
    const expires = new Date(house.now().getTime() + config.CODE_DAYS * 24 * 60 * 60 * 1000);
    const rows: string[][] = [];
    await house.roster.bringPupilsOfAge(config.PUPIL_AGE, house.newId, house.now());
    for (const person of await house.roster.withoutCode(house.now())) {
      const code = newJoinCode(randomBytes);
      await house.accounts.keepCode(person.id, joinCodeHash(code, key), house.now(), expires);
      rows.push([person.role, person.familyName, person.givenName, person.belongsTo.join(", "), code, expires.toISOString().slice(0, 10)]);
    }
    process.stdout.write(csv(["role", "family_name", "given_name", "belongs_to", "code", "valid_until"], rows));
    console.error(`${rows.length} new codes. They are stored only as a hash: keep this list safe, or print it and delete it.`);
  });
}

/** How things are. */
export async function status(config: Config): Promise<void> {
  await atHome(config, async (house, database) => {
    const standings = await house.ledger.standings((await house.roster.everyChild()).map((child) => child.id), house.now());
    console.log(schoolStatus(await overview(database, house.now()), [...standings.values()], house.notice.number, await house.questions.unanswered()));
    for (const line of await whatWaits(house)) console.log(line);
  });
}

/** What the office has to decide or answer. */
async function whatWaits(house: House): Promise<string[]> {
  const undecided = (await house.notices.all()).filter((version) => version.change === null);
  const urgent = (await house.requests.all()).map((request) => urgency(request, house.now())).filter((one) => one === "soon" || one === "overdue");
  return [
    ...undecided.map(({ number }) => `notice         version ${number} is new: say what it means with "janein notice publish"`),
    ...(urgent.length > 0 ? [`requests       ${urgent.filter((one) => one === "overdue").length} overdue, ${urgent.filter((one) => one === "soon").length} due within a week: janein requests`] : []),
  ];
}

/** Children with their ids, guardians and history. In: a part of the name, or the id; nothing for all. */
export async function child(config: Config, args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const wanted = positionals.join(" ").toLowerCase();
  await atHome(config, async (house) => {
    const found = (await house.roster.everyChild()).filter((one) => one.id === wanted || `${one.givenName} ${one.familyName}`.toLowerCase().includes(wanted));
    if (found.length === 0) return stopped(`No child is called "${positionals.join(" ")}".`);
    for (const one of found) await putChild(house, one, found.length === 1);
  });
}

async function putChild(house: House, one: ChildInClass, whole: boolean): Promise<void> {
  console.log(`${one.id}  ${one.className}  ${one.givenName} ${one.familyName}${one.bothMustAgree ? "  (every guardian must agree)" : ""}`);
  for (const person of await house.roster.peopleOf(one.id)) console.log(`    ${person.role} ${person.id}  ${person.givenName} ${person.familyName}`);
  if (!whole) return;
  for (const event of await house.ledger.eventsOf(one.id))
    console.log(`    ${event.at}  ${event.id}  ${event.purpose} ${event.kind}  by ${event.person ?? "the office"} (${event.route}, recorded by ${event.recordedBy}), notice ${event.notice}${event.voids ? `, voids ${event.voids}` : ""}`);
}
