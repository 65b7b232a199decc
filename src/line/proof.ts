import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { evenBroken } from "../../db/file/not-ours.ts";
import { type Broken, placeOf } from "../../db/proof/verify.ts";
import type { Config } from "../wiring/config.ts";
import type { Compared } from "../consent/heads.ts";
import { dueOn, mostOfNote, needsReasons, openSteps, steps, type TakenStep, urgency } from "../consent/rights.ts";
import type { House } from "../house/house.ts";
import { clockAdvice, dailyRounds } from "../house/rounds.ts";
import { csv } from "../office/page/csv.ts";
import { documentsOf } from "../house/officer-documents.ts";
import { asMarkdown } from "../school/documents/as-markdown.ts";
import { circumstancesOf } from "../wiring/circumstances.ts";
import { messengersOf } from "../wiring/messengers.ts";
import { noted } from "../wiring/notes.ts";
import { beginAnew, verifyAll } from "../wiring/proof.ts";
import { actor, atHome, onDatabase, said, stopped, WrongCall } from "./at-home.ts";
import { withBar } from "./progress-bar.ts";

/** Whether the proof is whole, goes on from a link that was noted earlier, and through the heads that were sealed. */
export async function verify(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { noted: { type: "string" } } });
  // Also of one in which nothing may be written any more.
  await onDatabase(config, async (database, anchors) => {
    const { compared, ...verified } = await withBar("Checking", (walked) =>
      verifyAll({ database, anchors, settings: config }, values.noted, walked),
    );
    if ("broken" in verified) return stopped(brokenAt(verified.broken));
    const { events, newest, notedSeen, lost } = verified;
    const isWhole = compared.knownBroken.length === 0;
    const whole = `${events} events, every link holds${isWhole ? "" : " but those that are known not to"}`;
    if (!notedSeen)
      return stopped(
        `${whole}, but the noted link ${values.noted} is not among them: ` +
          "the newest events were cut off, or this is another file.",
      );
    if (lost)
      return stopped(
        `${whole}, but they do not go through the head that was sealed at ${lost.at} ` +
          `(event ${lost.events}, entry ${lost.entries} of the journal): the newest were cut off, all of it was made ` +
          "anew, or this is another file. Keep it as it is, and compare it with the newest backup that verifies. " +
          `Where a copy was put in its place by hand, and is to stay: ${beginAnew}.`,
      );
    if (compared.foreign > 0 || compared.badStamps.length > 0) return stopped(`${whole}, but ${wrongIn(compared)}`);
    console.log(
      `${whole}. Newest link: ${newest || "none yet"} ` +
        "(note it elsewhere: with --noted it shows later that nothing was cut off). " +
        comparedWith(compared),
    );
    for (const known of compared.knownBroken)
      console.log(`Known not to hold since ${known.since}: ${placeOf(known)}, ${known.fault}.`);
    if (compared.doubted)
      stopped(
        `But at ${compared.doubted.at} it was not as it should be, so nothing was recorded then: ` +
          `${compared.doubted.why} (said once; it is over now).`,
      );
  });
}

function brokenAt(broken: Broken): string {
  const place = placeOf(broken);
  return (
    `${place[0]?.toUpperCase()}${place.slice(1)} is the first broken link: ${broken.fault}. ` +
    "Keep this file as it is, and compare it with the newest backup that verifies." +
    (broken.fault === "it was not sealed by JaNein"
      ? ` Where only the key beside the heads is another one: put it back; if it is lost, ${beginAnew}.`
      : broken.where === "guard"
        ? ""
        : ` Where none verifies: ${evenBroken}.`)
  );
}

function wrongIn({ folder, foreign, badStamps }: Compared): string {
  const another =
    `${foreign} heads in ${folder} were not sealed with the key that lies beside them: put the key back; ` +
    `if it is lost, ${beginAnew}.`;
  return [
    ...(foreign > 0 ? [another] : []),
    ...badStamps.map((why) => `a time stamp in ${folder} does not hold: ${why}. ${stampAdvice(folder)}`),
  ].join(" And ");
}

const stampAdvice = (folder: string) =>
  `Set TIMESTAMP_CA to the roots of the server that made it; where that server was wrong, take its line out of ` +
  `${join(folder, "stamps")}, and keep it elsewhere.`;

function comparedWith({ folder, heads, newestHead, givenUp, stamps, newestStamp }: Compared): string {
  if (newestHead === null) return `Compared with no sealed head: in ${folder} there is none yet.`;
  const stamped = newestStamp
    ? `, and ${stamps} time stamps, the newest of ${newestStamp.at} by ${newestStamp.by}`
    : "";
  const lost = givenUp ? ` ${givenUp.heads} were given up by restoring older backups, last at ${givenUp.at}.` : "";
  return `Compared with ${heads} sealed heads in ${folder}, the newest of ${newestHead}${stamped}.${lost}`;
}

/** Requests for one's rights with their due dates, and the steps that the office takes. */
export async function requests(config: Config, args: string[]): Promise<void> {
  const call = `janein requests [ID ${steps.slice(1).join("|")} [--note TEXT] --by NAME]`;
  const {
    values,
    positionals: [id, wanted],
  } = parseArgs({ args, allowPositionals: true, options: { note: { type: "string" }, by: { type: "string" } } });
  const step = steps.find((one) => one === wanted);
  await atHome(config, async (house) => {
    if (id === undefined) {
      const rows = (await house.requests.all()).map((request) => [
        request.id,
        request.right,
        request.name,
        request.history[0]?.at.slice(0, 10) ?? "",
        dueOn(request),
        urgency(request, house.now()),
        request.history.at(-1)?.step ?? "",
        request.words,
      ]);
      process.stdout.write(csv(["id", "right", "person", "received", "due", "urgency", "step", "words"], rows));
    } else if (!step || step === "received") throw new WrongCall(call);
    else await takeStep(house, id, step, actor(values.by, call), said("--note", values.note, mostOfNote, call));
  });
}

async function takeStep(
  { requests, now }: House,
  id: string,
  step: TakenStep,
  by: string,
  note: string,
): Promise<void> {
  const open = (await requests.all())
    .filter((request) => request.id === id)
    .flatMap((request) => openSteps(request, now()));
  if (open.length === 0) return stopped(`There is no open request with the id ${id}.`);
  if (!open.includes(step))
    return stopped(
      `Request ${id} can only be made longer once, and while its month lasts (Art. 12(3) GDPR). ` +
        `Open to it: ${open.join(", ")}.`,
    );
  if (needsReasons(step) && note === "")
    return stopped(`The person must be told why a request is ${step} (Art. 12(3), (4) GDPR): say it with --note.`);
  await requests.step(id, step, by, note, now());
  console.log(`Request ${id}: ${step}. The person will be told.`);
}

/** What parents wanted passed on. */
export async function questions(config: Config): Promise<void> {
  await atHome(config, async (house) => {
    const passed = await house.questions.passedOn();
    process.stdout.write(
      csv(
        ["at", "person", "language", "question"],
        passed.map(({ at, name, language, text }) => [at, name, language, text]),
      ),
    );
  });
}

/** What is done every day: what is due lapses, what is over is erased. The running bot does it by itself. */
export async function sweep(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { "clock-is-right": { type: "boolean" } } });
  await atHome(config, async (house) => {
    const last = await house.rounds.standStillSince(house.now());
    if (last !== null && !values["clock-is-right"])
      return stopped(`The clock says ${house.now().toISOString()}, the last round was at ${last}. ${clockAdvice}`);
    for (const [what, count] of Object.entries(await dailyRounds(house, config.ABANDONED_DAYS, true)))
      console.log(`${what.padEnd(18)} ${count}`);
    for (const { at, events, children, people } of await house.retention.log())
      console.log(`erased ${at.slice(0, 10)}  ${events} events, ${children} children, ${people} people`);
  });
}

/** Writes the officer's documents, as they read today, into a folder; over none that somebody has worked on. */
export async function documents(config: Config, args: string[]): Promise<void> {
  const {
    positionals: [folder],
  } = parseArgs({ args, allowPositionals: true });
  if (!folder) throw new WrongCall("janein documents FOLDER");
  await atHome(config, async (house, database, anchors) => {
    const circumstances = await circumstancesOf({
      ...{ config, database, house, messengers: messengersOf(config), publicUrl: config.PUBLIC_URL ?? "" },
      lastDrill: noted(anchors.folder, "drill"),
    });
    mkdirSync(folder, { recursive: true });
    const open = house.texts.speak().plain("document.open");
    const all = documentsOf(house.texts, circumstances).map(
      (document) => [join(folder, `${document.name}.md`), asMarkdown(document, open)] as const,
    );
    const changed = all.find(([path, text]) => existsSync(path) && readFileSync(path, "utf8") !== text)?.[0];
    if (changed !== undefined)
      return stopped(`${changed} is there already with other words, and stays as it is: choose another folder.`);
    for (const [path, text] of all) {
      writeFileSync(path, text);
      console.log(path);
    }
  });
}
