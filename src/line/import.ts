import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import type { Config } from "../wiring/config.ts";
import type { House } from "../house/house.ts";
import { importReport } from "../office/import/report.ts";
import { canApply } from "../office/import/shown-plan.ts";
import { readImportWords } from "../office/import/words.ts";
import { isoDayOf } from "../school/dates.ts";
import { type ImportPlan, mayCarryOut } from "../school/plan-import.ts";
import { everySheet } from "../school/reading/from-workbook.ts";
import { most } from "../school/reading/limits.ts";
import { toldApart } from "../school/told-apart.ts";
import { countingLine } from "./counting-line.ts";
import { atHome, stopped, WrongCall } from "./at-home.ts";

const call =
  "janein import FILE... [--class NAME] [--sheet NAME|all] [--only-add | --whole] [--left CLASS]... [--apply]";

/**
 * Reads files of the office as one import; without --apply it only shows what it would do.
 * Errors: WrongCall without a file.
 */
export async function importFile(config: Config, args: string[]): Promise<void> {
  const { values, positionals: paths } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      class: { type: "string" },
      sheet: { type: "string" },
      "only-add": { type: "boolean" },
      whole: { type: "boolean" },
      left: { type: "string", multiple: true },
      apply: { type: "boolean" },
    },
  });
  if (paths.length === 0 || (values["only-add"] && values.whole)) throw new WrongCall(call);
  await atHome(config, (house) => takeIn(house, paths, values, config.TIME_ZONE), { begins: true });
}

async function takeIn(
  house: House,
  paths: readonly string[],
  values: { class?: string; sheet?: string; "only-add"?: boolean; whole?: boolean; left?: string[]; apply?: boolean },
  timeZone: string,
): Promise<void> {
  const sheet = values.sheet === "all" ? everySheet : (values.sheet ?? "");
  const names = toldApart(paths.map((path) => ({ name: nameOf(path, paths) }))).map(({ name }) => name);
  const files = paths.map((path, at) => ({
    ...{ name: paths.length === 1 ? "" : (names[at] ?? path), bytes: bytesOf(path), sheet },
  }));
  const options = {
    today: isoDayOf(house.now(), timeZone),
    mode: values["only-add"] ? "adds" : "whole",
    leftClasses: values.left ?? [],
    ...(values.class ? { className: values.class } : {}),
  } as const;
  // What an import that was broken off has left would be planned a second time.
  if (values.apply) await house.changes.goOn(house.now());
  const [roll, remembered] = [await house.roster.roll(), await house.rememberedColumns.all()];
  const line = countingLine(process.stderr);
  const { plan } = await house.lookAtLists({ files, roll, options, remembered }, line.tell).finally(line.end);
  console.log(importReport(plan, readImportWords()));
  if (!mayCarryOut(plan))
    return stopped("Nothing was imported: repair the rows marked STOP and import the file again.");
  if (!values.apply) return console.log("Nothing was stored yet. To carry this out, run it again with --apply.");
  if (plan.leaving.length > 0 && !values.whole) return stopped(wouldBeGone(plan));
  if (!canApply(plan)) return console.log("Nothing was changed.");
  const by = { id: house.newId(), by: "janein import" };
  const writing = countingLine(process.stderr);
  writing.tell({ step: "writing" });
  await house.changes.takeOver(plan, by, names, house.now()).finally(writing.end);
  console.log("Imported.");
}

/** Of two files of one name the whole path tells which is which. */
function nameOf(path: string, paths: readonly string[]): string {
  const alike = paths.filter((other) => basename(other) === basename(path));
  return alike.length > 1 ? path : basename(path);
}

/** Seldom does a third of a class leave at once: more often the file is a part of the list. */
function wouldBeGone({ leaving }: ImportPlan): string {
  const classes = leaving.map(({ className, count, of }) => `${count} of ${of} in ${className}`).join(", ");
  return (
    `Nothing was imported: ${classes} would be gone. If the file is a part of the list, say --only-add: ` +
    "nobody is gone because the file does not name them. If they have left, say --whole."
  );
}

/** One byte more than is read at most tells that there are more, however many. */
function bytesOf(path: string): Uint8Array {
  return statSync(path).size > most.bytes ? new Uint8Array(most.bytes + 1) : readFileSync(path);
}
