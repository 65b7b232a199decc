import { readFileSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import type { House } from "../house/house.ts";
import { type FactName, factNames, type Facts, headForms, readFacts } from "../school/facts.ts";
import type { Config } from "../wiring/config.ts";
import { actor, atHome, stopped, WrongCall } from "./at-home.ts";

const call = "janein setup [FACTS.json] --by NAME [--period]";

/** What is asked, and how. */
const questions: Record<FactName, string> = {
  school: "Name of the school",
  headForm: "Form of address of its head (Frau, Herr, or nothing)",
  head: "Name of its head",
  signed: "How that name is signed (nothing: initial and family name)",
  address: "Address of the school, in one line",
  mail: "Mail of the school",
  officer: "Name of the data-protection officer",
  officerMail: "Mail of the data-protection officer",
  authority: "Supervisory authority (may be left out, like all that follows)",
  messenger: "Messenger, and whose it is",
  host: "Who runs the server",
  processor: "Who runs the video lessons for the school",
};

/**
 * The first set-up: asks for the facts of the school, or takes them from a file, and puts its notice in force; nothing
 * where that is so already. With `--period` the time of restricted schooling begins as well.
 * Errors: WrongCall without who does it.
 */
export async function setup(config: Config, args: string[]): Promise<void> {
  const options = { by: { type: "string" }, period: { type: "boolean" } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  if (positionals.length > 1) throw new WrongCall(call);
  const by = actor(values.by, call);
  const [file] = positionals;
  const work = async (house: House) => {
    if (house.school.hasBegun())
      return stopped(
        `The school has begun: version ${house.notice.number} is in force. Its head changes it on the page.`,
      );
    const facts = file === undefined ? await asked() : factsIn(readFileSync(file, "utf8"), file);
    if (facts === null) return;
    if (!(await begin(house, facts, by)))
      return stopped("Somebody else has just set the school up: nothing was changed.");
    console.log(`Version 1 of the notice is in force: ${facts.school}, ${facts.head}.`);
    if (values.period && (await house.periods.start(by, house.now())))
      console.log("The period has begun: consent can be given.");
    else console.log("No consent is taken before the period begins: janein period start --by NAME");
  };
  await atHome(config, work, { begins: true });
}

async function begin(house: House, facts: Facts, by: string): Promise<boolean> {
  const { school } = house;
  const kept = school.keepDraft({ ...school.beginning(), facts }, school.draft()?.mark ?? null, by, house.now());
  if (kept === null) return false;
  const act = { by, what: "inForce", about: "1", at: house.now().toISOString() };
  const work = () => school.publish(kept.mark, { kind: "correction" }, by, house.now());
  return !("refused" in (await house.office.acting(act, work)));
}

function factsIn(text: string, file: string): Facts | null {
  let typed: unknown = null;
  try {
    typed = JSON.parse(text);
  } catch {
    stopped(`${file} is no JSON.`);
    return null;
  }
  return orSaid(typed);
}

function orSaid(typed: unknown): Facts | null {
  const read = readFacts(typed);
  if ("facts" in read) return read.facts;
  stopped(
    `What is not right: ${Object.entries(read.faults)
      .map(([name, fault]) => `${name} (${fault})`)
      .join(", ")}.`,
  );
  return null;
}

/** Asks in the terminal, one after the other; an answer that cannot be is asked for again. */
async function asked(): Promise<Facts | null> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const lines = terminal[Symbol.asyncIterator]();
  const typed: Partial<Record<FactName, string>> = {};
  try {
    for (const name of factNames) {
      if (name === "headForm") console.log(`(${headForms.filter(Boolean).join(", ")} or Enter)`);
      for (;;) {
        process.stdout.write(`${questions[name]}: `);
        const { value, done } = await lines.next();
        if (done) return orSaid(typed);
        const read = readFacts({ ...typed, [name]: value });
        const fault = "faults" in read ? read.faults[name] : undefined;
        if (fault === undefined) {
          typed[name] = value;
          break;
        }
        console.log(
          fault === "missing" ? "It cannot be left out." : "That cannot be: one line, and nothing in braces.",
        );
      }
    }
    return orSaid(typed);
  } finally {
    terminal.close();
  }
}
