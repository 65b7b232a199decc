import { randomBytes } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { overview } from "../../db/school/overview.ts";
import { type Config, WrongSetting } from "../wiring/config.ts";
import { dayIn } from "../consent/day.ts";
import type { ConsentEvent } from "../consent/event.ts";
import type { House } from "../house/house.ts";
import { clockAdvice } from "../house/rounds.ts";
import { csv } from "../office/page/csv.ts";
import { importReport } from "../office/import/report.ts";
import { readImportWords } from "../office/import/words.ts";
import { schoolStatus } from "../office/school-status.ts";
import { isoDayOf } from "../school/dates.ts";
import { lastWholeDay } from "../school/join-code.ts";
import type { ChildInClass } from "../school/people.ts";
import { urgency } from "../consent/rights.ts";
import { mayCarryOut } from "../school/plan-import.ts";
import { everySheet } from "../school/reading/from-workbook.ts";
import { most } from "../school/reading/limits.ts";
import { countingLine } from "./counting-line.ts";
import { actor, atHome, stopped, WrongCall } from "./at-home.ts";

/**
 * Reads files of the office as one import; without --apply it only shows what it would do.
 * Errors: WrongCall without a file.
 */
export async function importFile(config: Config, args: string[]): Promise<void> {
  const { values, positionals: paths } = parseArgs({
    args,
    allowPositionals: true,
    options: { class: { type: "string" }, sheet: { type: "string" }, apply: { type: "boolean" } },
  });
  if (paths.length === 0) throw new WrongCall("janein import FILE... [--class NAME] [--sheet NAME|all] [--apply]");
  await atHome(config, (house) => takeIn(house, paths, values, config.TIME_ZONE), { begins: true });
}

async function takeIn(
  house: House,
  paths: readonly string[],
  values: { class?: string; sheet?: string; apply?: boolean },
  timeZone: string,
): Promise<void> {
  const sheet = values.sheet === "all" ? everySheet : (values.sheet ?? "");
  const name = (path: string) => (paths.length === 1 ? "" : basename(path));
  const files = paths.map((path) => ({ name: name(path), bytes: bytesOf(path), sheet }));
  const options = {
    today: isoDayOf(house.now(), timeZone),
    ...(values.class ? { className: values.class } : {}),
  };
  const [roll, remembered] = [await house.roster.roll(), await house.rememberedColumns.all()];
  const line = countingLine(process.stderr);
  const { plan } = await house.lookAtLists({ files, roll, options, remembered }, line.tell).finally(line.end);
  console.log(importReport(plan, readImportWords()));
  if (!mayCarryOut(plan))
    return stopped("Nothing was imported: repair the rows marked STOP and import the file again.");
  if (!values.apply) return console.log("Nothing was stored yet. To carry this out, run it again with --apply.");
  const writing = countingLine(process.stderr);
  writing.tell({ step: "writing" });
  await house.roster.carryOut(plan, house.now()).finally(writing.end);
  console.log("Imported.");
}

/** One byte more than is read at most tells that there are more, however many. */
function bytesOf(path: string): Uint8Array {
  return statSync(path).size > most.bytes ? new Uint8Array(most.bytes + 1) : readFileSync(path);
}

/** A new code for everyone who has neither an account nor a code, on standard output this once. */
export async function codes(config: Config): Promise<void> {
  const key = config.CODE_KEY;
  if (!key)
    throw new WrongSetting(
      "CODE_KEY is missing: codes are hashed with it, at least 32 characters, the same as the bot's",
    );
  await atHome(config, async (house) => {
    await house.roster.bringPupilsOfAge(config.PUPIL_AGE, house.newId, house.now());
    const people = await house.roster.withoutCode(house.now());
    const { codes: made, expires } = await house.accounts.newCodes(
      people.map(({ id }) => id),
      { key, days: config.CODE_DAYS, now: house.now(), randomBytes },
    );
    const lastDay = isoDayOf(lastWholeDay(expires), config.TIME_ZONE);
    const rows = people.map(({ id, role, familyName, givenName, belongsTo }) => [
      role,
      familyName,
      givenName,
      belongsTo.join(", "),
      made.get(id) ?? "",
      lastDay,
    ]);
    process.stdout.write(csv(["role", "family_name", "given_name", "belongs_to", "code", "valid_until"], rows));
    console.error(
      `${rows.length} new codes. They are stored only as a hash: keep this list safe, or print it and delete it.`,
    );
  });
}

/** Takes a person's account away; what was declared stays, and the chat is told by the running bot. */
export async function disconnect(config: Config, args: string[]): Promise<void> {
  const call = "janein disconnect --person ID --by NAME";
  const { values } = parseArgs({ args, options: { person: { type: "string" }, by: { type: "string" } } });
  const by = actor(values.by, call);
  const id = values.person;
  if (!id) throw new WrongCall(call);
  await atHome(config, async ({ roster, office, accounts, now }) => {
    if (!(await roster.person(id)))
      return stopped(`There is no person with the id ${id}: look it up with "janein child NAME".`);
    const act = { by, what: "disconnect", about: id, at: now().toISOString() };
    const cut = await office.acting(act, () => accounts.disconnect(id, now()));
    console.log(cut ? "Disconnected; the chat is told." : "This person has no account; nothing was changed.");
  });
}

/** How things are. */
export async function status(config: Config): Promise<void> {
  await atHome(config, async (house, database) => {
    const standings = await house.ledger.standings(
      (await house.roster.everyChild()).map((child) => child.id),
      house.now(),
    );
    console.log(
      schoolStatus(
        await overview(database, house.now()),
        [...standings.values()],
        house.notice.number,
        await house.questions.unanswered(),
      ),
    );
    for (const line of await whatWaits(house)) console.log(line);
  });
}

/** What the office has to decide or answer. */
async function whatWaits(house: House): Promise<string[]> {
  const undecided = (await house.notices.all()).filter((version) => version.change === null);
  const urgent = (await house.requests.all()).map((request) => urgency(request, house.now()));
  const [overdue, soon] = ["overdue", "soon"].map((how) => urgent.filter((one) => one === how).length);
  const last = await house.rounds.standStillSince(house.now());
  return [
    ...(last === null ? [] : [`clock          ${house.now().toISOString()}, last round ${last}: ${clockAdvice}`]),
    ...undecided.map(
      ({ number }) => `notice         version ${number} is new: say what it means with "janein notice publish"`,
    ),
    ...(overdue || soon ? [`requests       ${overdue} overdue, ${soon} due within a week: janein requests`] : []),
  ];
}

/** Children with their ids, guardians and history. In: a part of the name, or the id; nothing for all. */
export async function child(config: Config, args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const wanted = positionals.join(" ").toLowerCase();
  await atHome(config, async (house) => {
    const found = (await house.roster.everyChild()).filter(
      (one) => one.id === wanted || `${one.givenName} ${one.familyName}`.toLowerCase().includes(wanted),
    );
    if (found.length === 0) return stopped(`No child is called "${positionals.join(" ")}".`);
    for (const one of found) await putChild(house, one, found.length === 1);
  });
}

async function putChild(house: House, one: ChildInClass, whole: boolean): Promise<void> {
  const both = one.bothMustAgree ? "  (every guardian must agree)" : "";
  console.log(`${one.id}  ${one.className}  ${one.givenName} ${one.familyName}${both}`);
  for (const person of await house.roster.peopleOf(one.id))
    console.log(`    ${person.role} ${person.id}  ${person.givenName} ${person.familyName}`);
  if (!whole) return;
  for (const event of await house.ledger.eventsOf(one.id)) console.log(`    ${inOneLine(event)}`);
}

function inOneLine({
  at,
  id,
  purpose,
  kind,
  person,
  route,
  recordedBy,
  notice,
  voids,
  evidence,
}: ConsentEvent): string {
  const by = `by ${person ?? "the office"} (${route}, recorded by ${recordedBy})`;
  const day = dayIn(evidence);
  const about = voids ? `, ${kind === "upheld" ? "upholds" : "voids"} ${voids}` : "";
  return `${at}  ${id}  ${purpose} ${kind}  ${by}, notice ${notice}${day ? `, declared on ${day}` : ""}${about}`;
}
