import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { verifyChain } from "../../db/proof/chain.ts";
import type { Config } from "../wiring/config.ts";
import { dueOn, mostOfNote, needsReasons, openSteps, steps, type TakenStep, urgency } from "../consent/rights.ts";
import type { House } from "../house/house.ts";
import { dailyRounds } from "../house/rounds.ts";
import { csv } from "../office/page/csv.ts";
import { documentsOf } from "../office/proof/documents.ts";
import { actor, atHome, said, stopped, WrongCall } from "./at-home.ts";
import { writeNew } from "./new-file.ts";

/** Whether the chain of events is whole, and goes on from a link that was noted earlier. */
export async function verify(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { noted: { type: "string" } } });
  await atHome(config, async (_house, database) => {
    const verified = await verifyChain(database, values.noted);
    if ("broken" in verified) return stopped(brokenAt(verified.broken));
    const { events, newest, notedSeen } = verified;
    if (!notedSeen)
      return stopped(
        `${events} events, every link holds, but the noted link ${values.noted} is not among them: ` +
          "the newest events were cut off, or this is another file.",
      );
    console.log(
      `${events} events, every link holds. Newest link: ${newest || "none yet"} ` +
        "(note it elsewhere: with --noted it shows later that nothing was cut off).",
    );
  });
}

function brokenAt({ seq, id, fault }: { seq: number; id: string; fault: string }): string {
  return (
    `Event ${seq} (${id}) is the first broken link: ${fault}. ` +
    "Keep this file as it is, and compare it with the newest backup that verifies."
  );
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
export async function sweep(config: Config): Promise<void> {
  await atHome(config, async (house) => {
    for (const [what, count] of Object.entries(await dailyRounds(house, config.ABANDONED_DAYS)))
      console.log(`${what.padEnd(18)} ${count}`);
    for (const { at, events, children, people } of await house.retention.log())
      console.log(`erased ${at.slice(0, 10)}  ${events} events, ${children} children, ${people} people`);
  });
}

/** Writes the documents for the data-protection officer into a folder. */
export async function documents(config: Config, args: string[]): Promise<void> {
  const {
    positionals: [folder],
  } = parseArgs({ args, allowPositionals: true });
  if (!folder) throw new WrongCall("janein documents FOLDER");
  await atHome(config, async (house) => {
    mkdirSync(folder, { recursive: true });
    for (const [name, text] of Object.entries(documentsOf(house.texts, house.texts.speak(), house.limits))) {
      const path = join(folder, name);
      if (writeNew(path, text)) console.log(path);
    }
  });
}
