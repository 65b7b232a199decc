import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import type { FindableChild } from "../../db/school/finding.ts";
import { overview } from "../../db/school/overview.ts";
import { type Config, WrongSetting } from "../wiring/config.ts";
import type { Custody } from "../consent/custody.ts";
import { dayIn } from "../consent/day.ts";
import type { ConsentEvent } from "../consent/event.ts";
import type { House } from "../house/house.ts";
import { clockAdvice } from "../house/rounds.ts";
import { csv } from "../office/page/csv.ts";
import { schoolStatus } from "../office/school-status.ts";
import { isoDayOf } from "../school/dates.ts";
import { lastWholeDay } from "../school/join-code.ts";
import { foundAmong, lookingFor } from "../school/looking-for.ts";
import { urgency } from "../consent/rights.ts";
import { namesakeMarks } from "../school/shown-name.ts";
import { actor, atHome, stopped, WrongCall } from "./at-home.ts";

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
        house.school.hasBegun() ? house.notice.number : null,
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

/**
 * Children with their ids, guardians and history, also those who have left. In: what the office would type to find
 * them (names of the child or a parent, class, birthday, number), or the id; nothing for all.
 */
export async function child(config: Config, args: string[]): Promise<void> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const typed = positionals.join(" ");
  await atHome(config, async (house) => {
    const all = await house.roster.everybodyEver();
    const byId = all.filter(({ id }) => id === typed.toLowerCase());
    const wanted = lookingFor(typed, isoDayOf(house.now(), config.TIME_ZONE));
    const found = byId.length > 0 ? byId : foundAmong(wanted, all);
    if (found.length === 0)
      return stopped(`No child is called "${typed}", at the school or among those who have left.`);
    const [markOf, shown] = [namesakeMarks(found), { whole: found.length === 1, timeZone: config.TIME_ZONE }];
    for (const one of found) await putChild(house, one, { ...shown, mark: markOf(one) });
  });
}

const custodyWords: Record<Custody | "usual", string> = {
  usual: "",
  declares: "  (may declare: decided)",
  informed: "  (is informed, may not declare: decided)",
  neither: "  (may not declare: decided)",
  undecided: "  (whether they may declare is open: decide it on the child's page)",
  held_back: "  (whether they may declare is open: decide it on the child's page)",
};

async function putChild(
  house: House,
  one: FindableChild,
  { whole, mark, timeZone }: { whole: boolean; mark: string; timeZone: string },
): Promise<void> {
  const both = (await house.roster.child(one.id))?.bothMustAgree ? "  (every guardian must agree)" : "";
  const left = one.goneAt === null ? "" : `  (left on ${isoDayOf(new Date(one.goneAt), timeZone)})`;
  console.log(`${one.id}  ${one.className}  ${one.givenName} ${one.familyName}${mark}${both}${left}`);
  for (const person of await house.roster.peopleOf(one.id))
    console.log(
      `    ${person.role} ${person.id}  ${person.givenName} ${person.familyName}` +
        custodyWords[person.custody ?? "usual"],
    );
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
