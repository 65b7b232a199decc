import { randomBytes } from "node:crypto";
import { parseArgs } from "node:util";
import { overview } from "../../db/school/overview.ts";
import { type Config, WrongSetting } from "../wiring/config.ts";
import type { House } from "../house/house.ts";
import { clockAdvice } from "../house/rounds.ts";
import { csv } from "../office/page/csv.ts";
import { schoolStatus } from "../office/school-status.ts";
import { isoDayOf } from "../school/dates.ts";
import { lastWholeDay } from "../school/join-code.ts";
import { urgency } from "../consent/rights.ts";
import { actor, atHome, stopped, WrongCall } from "./at-home.ts";

/**
 * A new code for everyone who has neither an account nor a code, on standard output this once; for nobody whose data
 * are restricted, which is said.
 */
export async function codes(config: Config): Promise<void> {
  const key = config.CODE_KEY;
  if (!key)
    throw new WrongSetting(
      "CODE_KEY is missing: codes are hashed with it, at least 32 characters, the same as the bot's",
    );
  await atHome(config, async (house) => {
    await house.roster.bringPupilsOfAge(config.PUPIL_AGE, house.newId, house.now());
    const { people, restricted } = await house.roster.withoutCode(house.now());
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
    if (restricted > 0) console.error(noneFor(restricted));
  });
}

/** Why there are people without a code; one letter is made where somebody in the office means it. */
const noneFor = (restricted: number) =>
  `${restricted === 1 ? "1 person" : `${restricted} people`} got none, whose data are restricted (Art. 18 GDPR): ` +
  "where one is to be invited all the same, make a letter for that one alone in the office's pages.";

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
