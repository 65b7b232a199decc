import { parseArgs } from "node:util";
import type { Refused } from "../../db/proof/settling.ts";
import { dayIn } from "../consent/day.ts";
import { type Answer, type Purpose, purposes, waysToTheOffice } from "../consent/event.ts";
import { grounds, mostOfSettling, type Upholding } from "../consent/settling.ts";
import { type NotTaken, type Taken, versionNumber } from "../consent/taken.ts";
import type { House } from "../house/house.ts";
import { cannotBeTaken, takenDown, todayOf, usualNotice } from "../house/taken-down.ts";
import { isoDayOf } from "../school/dates.ts";
import type { Config } from "../wiring/config.ts";
import { actor, atHome, said, stopped, WrongCall } from "./at-home.ts";

const text = { type: "string" } as const;
/** What a declaration says, on the line. */
const declared = { audio: text, video: text, route: text, day: text, notice: text, by: text };
type Declared = Partial<Record<keyof typeof declared, string>>;

const answerCall =
  "janein answer --child ID --person ID [--audio JA|NEIN] [--video JA|NEIN] " +
  "--route paper|phone|in_person [--day YYYY-MM-DD] [--notice N] --by NAME";

/**
 * Records an answer that came on paper, by telephone or in person; the same rules hold, and whoever has joined is told.
 * What the person has declared since stands.
 */
export async function answer(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { child: text, person: text, ...declared } });
  const by = actor(values.by, answerCall);
  const read = readDeclared(values, answerCall);
  if (!values.child || !values.person || !read) throw new WrongCall(answerCall);
  await atHome(config, async (house) => {
    const found = await personFor(house, values.child ?? "", values.person ?? "");
    const taken = found && (await mayBeTaken(house, read));
    if (!found || !taken) return;
    const takenBy = { ...found, by, act: house.newId() };
    const { events, later } = await house.ledger.takeDown(await takenDown(house, takenBy, taken), house.now());
    for (const line of laterLines(house, later, taken.day)) console.log(line);
    if (events > 0) console.log(`Recorded: ${events} events.`);
    else if (Object.keys(later).length === 0) console.log("All of it stands so already; nothing was recorded.");
  });
}

const settleCall =
  "janein settle --child ID --purpose audio|video|both --counts PERSON --why custody|order|new_declaration " +
  "--reason TEXT --evidence TEXT [--audio JA|NEIN] [--video JA|NEIN] [--route paper|phone|in_person] " +
  "[--day YYYY-MM-DD] [--notice N] --by NAME";

/** Says whose declaration counts where guardians differ, and why; with a new declaration, what it says. */
export async function settle(config: Config, args: string[]): Promise<void> {
  const own = { child: text, purpose: text, counts: text, why: text, reason: text, evidence: text };
  const { values } = parseArgs({ args, options: { ...own, ...declared } });
  const by = actor(values.by, settleCall);
  const about = values.purpose === "both" ? [...purposes] : purposes.filter((one) => one === values.purpose);
  const why = grounds.find((one) => one === values.why);
  const [reason, evidence] = [values.reason, values.evidence].map((one, at) =>
    said(at === 0 ? "--reason" : "--evidence", one, mostOfSettling, settleCall),
  );
  const isNew = purposes.some((purpose) => values[purpose] !== undefined) || values.route !== undefined;
  const read = isNew ? readDeclared(values, settleCall) : undefined;
  if (!values.child || !values.counts || !why || !reason || !evidence || about.length === 0 || read === null)
    throw new WrongCall(settleCall);
  if (read && why !== "new_declaration") throw new WrongCall(settleCall);
  await atHome(config, async (house) => {
    const found = await personFor(house, values.child ?? "", values.counts ?? "");
    const taken = found && read && (await mayBeTaken(house, { ...read, note: `${reason}; ${evidence}` }));
    if (!found || (read && !taken)) return;
    const [act, notice] = [house.newId(), house.notice.number];
    const whose = { child: found.child, person: found.person.id, recordedBy: by };
    const upholding: Upholding = { ...whose, purposes: about, why, reason, evidence, act, notice };
    const anew = taken ? await takenDown(house, { ...found, by, act }, taken) : null;
    const settled = await house.ledger.settle(upholding, anew, house.now());
    if ("refused" in settled) return stopped(refusalOf(house, settled, taken ? taken.day : ""));
    if (settled.onlyNo)
      return stopped(
        "The NEIN was recorded and counts. Nothing was settled: what was recorded does not hold (janein verify says " +
          "where), so it cannot be told what differs.",
      );
    console.log(`Settled: ${settled.events} events. Everybody concerned is told what is allowed.`);
  });
}

type Read = Omit<Taken, "day" | "notice"> & { day: string | undefined; notice: string | undefined };

/** Out: null where the way or every answer is missing. Errors: WrongCall for an answer that is neither JA nor NEIN. */
function readDeclared(values: Declared, call: string): Read | null {
  const route = waysToTheOffice.find((one) => one === values.route);
  const answers = answersOf(values, call);
  if (!route || Object.keys(answers).length === 0) return null;
  return { answers, route, day: values.day, notice: values.notice, note: "" };
}

function answersOf(values: Declared, call: string): Partial<Record<Purpose, Answer>> {
  const read = (value: string) => (value.toUpperCase() === "JA" ? "yes" : value.toUpperCase() === "NEIN" ? "no" : null);
  const named = purposes.flatMap((purpose) =>
    values[purpose] === undefined ? [] : [[purpose, read(values[purpose])] as const],
  );
  if (named.some(([, answer]) => answer === null)) throw new WrongCall(call);
  return Object.fromEntries(named);
}

/** Whose declaration it is and for whom; says so where that person may not declare for the child. */
async function personFor(house: House, childId: string, personId: string) {
  const child = await house.roster.child(childId);
  if (!child) return stopped(`There is no child with the id ${childId}: look it up with "janein child NAME".`);
  const person = (await house.roster.peopleOf(child.id)).find(({ id }) => id === personId);
  if (person) return { child: child.id, person };
  stopped(`${personId} is nobody who may declare for child ${childId}: look it up with "janein child ${childId}".`);
}

const notTaken: Record<NotTaken, string> = {
  noPeriod: "No period runs, so there is nothing to consent to: janein period start --by NAME.",
  periodOver: "That yes was for a period that has ended: let the family answer again.",
  day: "--day is YYYY-MM-DD, not in the future and not before the first version of the notice.",
  notice: 'There is no such version of the notice: look it up with "janein notice list".',
  noticeLater: "That version of the notice was published after that day: name the one that is on the sheet.",
  noticeOver: "Consents on that version of the notice have lapsed: let the family answer on the version in force.",
};

/** With the usual day and version filled in; says so where it cannot be put down. */
async function mayBeTaken(house: House, { day, notice, ...read }: Read): Promise<Taken | null> {
  const on = day ?? todayOf(house);
  // There is no version 0.
  const version = notice === undefined ? await usualNotice(house, on) : (versionNumber(notice) ?? 0);
  const taken = { ...read, day: on, notice: version };
  const fault = await cannotBeTaken(house, taken);
  if (fault === null) return taken;
  stopped(notTaken[fault]);
  return null;
}

/**
 * A sentence for each purpose in which something stands against it, of later or of the day (ISO) of the
 * declaration.
 */
function laterLines(house: House, later: Refused["later"], declaredOn: string): string[] {
  return purposes.flatMap((purpose) => {
    const event = later[purpose];
    if (!event) return [];
    const day = dayIn(event.evidence) ?? isoDayOf(new Date(event.at), house.timeZone);
    const when = day > declaredOn ? "later" : "of the same day";
    const why =
      event.kind === "upheld"
        ? `On ${day} the school has settled whose declaration counts, which is later and stands.`
        : `On ${day} it was ${event.kind} (${event.route}), which is ${when} and stands.`;
    return [`Not recorded: ${purpose}. ${why}`];
  });
}

function refusalOf(house: House, { refused, later }: Refused, declaredOn: string): string {
  if (refused === "later") return laterLines(house, later, declaredOn).join("\n");
  const why = {
    notEntitled: "That person may not declare for the child.",
    nothingDiffers: "What the guardians have declared does not differ there; nothing was recorded.",
    noDeclaration: "That person has no declaration there that counts: record it with janein answer, or with this call.",
    undecided: "It is not decided whether that person may declare: decide it on the child's page first.",
    notNew: "That person's declaration is not the newest: say with --audio, --video and --route what it is now.",
  };
  return why[refused];
}
