import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { readNotice } from "../answers/notice.ts";
import type { Config } from "../wiring/config.ts";
import { consentRecords } from "../consent/record.ts";
import { mostOfWhy } from "../consent/mistake.ts";
import type { House } from "../house/house.ts";
import { receiptOf } from "../house/receipt-of.ts";
import { type MessengerKind, wordsFor } from "../school/messenger.ts";
import { messengersOf } from "../wiring/messengers.ts";
import { everyChildStands } from "../office/children/child-stands.ts";
import { standingTable, svwsList } from "../office/children/standing-list.ts";
import { actor, atHome, said, stopped, WrongCall } from "./at-home.ts";
import { withBar } from "./progress-bar.ts";

/** Declares an event a mistake of the office. */
export async function voidEvent(config: Config, args: string[]): Promise<void> {
  const call = "janein void EVENT --why TEXT --by NAME";
  const {
    values,
    positionals: [id],
  } = parseArgs({ args, allowPositionals: true, options: { why: { type: "string" }, by: { type: "string" } } });
  const recordedBy = actor(values.by, call);
  const why = said("--why", values.why, mostOfWhy, call);
  if (!id || why === "") throw new WrongCall(call);
  await atHome(config, async (house) => {
    console.log(
      (await house.ledger.voidEvent(id, { recordedBy, why }, house.now()))
        ? `Event ${id} is voided; both stay on record.`
        : `Event ${id} was voided before.`,
    );
  });
}

/** The consent record of a child (ISO/IEC TS 27560 as JSON), or the receipt of a decision (PDF). */
export async function record(config: Config, args: string[]): Promise<void> {
  const call = "janein record --child ID --format 27560 | janein record --receipt CODE --out FILE.pdf";
  const text = { type: "string" } as const;
  const { values } = parseArgs({ args, options: { child: text, format: text, receipt: text, out: text } });
  await atHome(config, async (house) => {
    if (values.receipt !== undefined && values.out)
      return await putReceipt(house, values.receipt, values.out, wordsFor(messengersOf(config)));
    if (!values.child || (values.format ?? "27560") !== "27560") throw new WrongCall(call);
    const child = await house.roster.child(values.child);
    if (!child) return stopped(`There is no child with the id ${values.child}: look it up with "janein child NAME".`);
    console.log(JSON.stringify(await recordsOf(house, child.id), null, 2));
  });
}

/** The consent records of a child, as the standard has them. */
export async function recordsOf(house: House, childId: string) {
  const events = await house.ledger.eventsOf(childId);
  const standing = (await house.ledger.standings([childId], house.now())).get(childId);
  if (!standing) return [];
  const texts = new Map<string, string | null>();
  for (const { shown } of events) if (shown !== null) texts.set(shown, await house.ledger.textShown(shown));
  const notices = await house.notices.all();
  const read = new Map(notices.map(({ number, text }) => [number, readNotice(text)]));
  return consentRecords(childId, events, standing, {
    passage: (notice, id) => read.get(notice)?.passages.get(id)?.text,
    notices,
    custody: await house.custody.factsOf(childId),
    textShown: (sha256) => texts.get(sha256) ?? null,
  });
}

async function putReceipt(house: House, code: string, path: string, words: MessengerKind): Promise<void> {
  const receipt = await receiptOf(house, { code });
  if (!receipt) return stopped(`There is no decision with the receipt ${code}.`);
  if (putNew(path, await house.print.receipt(receipt, words))) console.log(`Printed to ${path}.`);
}

/** Writes a file for the owner alone. Out: false, and said, where something has that name. */
function putNew(path: string, bytes: Uint8Array): boolean {
  try {
    writeFileSync(path, bytes, { flag: "wx", mode: 0o600 });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    stopped(`${path} is there already, and stays as it is: choose another name.`);
    return false;
  }
}

/**
 * What stands for each child: per purpose with date and route, or the four columns of SVWS, keyed as the import was.
 */
export async function exportStanding(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { format: { type: "string" } } });
  if (values.format !== undefined && values.format !== "svws") throw new WrongCall("janein export [--format svws]");
  await atHome(config, async (house) => {
    const rows = await withBar("Exporting", (walked) => everyChildStands(house, undefined, walked));
    process.stdout.write(values.format === "svws" ? svwsList(rows) : standingTable(rows));
  });
}

/** Reminds guardians who have not answered; without --apply it only says how many. */
export async function remind(config: Config, args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { class: { type: "string" }, apply: { type: "boolean" } } });
  await atHome(config, async (house) => {
    const schoolClass = (await house.roster.roll()).classes.find(({ name }) => name === values.class);
    if (values.class && !schoolClass) return stopped(`There is no class ${values.class}.`);
    const all = await house.reminders[values.apply ? "send" : "due"](schoolClass?.id ?? null, house.now());
    console.log(
      values.apply
        ? `${all.length} reminders will be sent by the running bot.`
        : `${all.length} reminders would be sent (at most two a guardian and child, never after a NEIN). ` +
            "To send them: --apply.",
    );
  });
}
