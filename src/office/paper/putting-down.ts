import { createHash } from "node:crypto";
import type { Sheet, SheetPut, SheetRefused, SheetRehearsed } from "../../../db/proof/sheets.ts";
import type { ActDetails } from "../../school/act-details.ts";
import type { NotTaken, Taken } from "../../consent/taken.ts";
import { cannotBeTaken, takenDown, usualNotice } from "../../house/taken-down.ts";
import { acting } from "../page/desk.ts";
import type { OfficeContext, OfficeParts } from "../page/parts.ts";
import type { Entry, Head } from "./entries.ts";

/** Why a sheet is not put down, where it is the sheet's own; the others go in. */
export type NotPutDown = SheetRefused["refused"] | "left" | "inDoubt" | "failed" | NotTaken;

/** What would come of a sheet, or has come of it. */
export type Outcome<Put> = { entry: Entry } & ({ put: Put } | { refused: NotPutDown });

/** What is wrong with what was said once for all sheets. */
export type HeadFault = "day" | "notice" | "noticeLater";

/** A sheet, ready to be put down. */
type Ready = { entry: Entry } & ({ sheet: Sheet; taken: Taken } | { refused: NotPutDown });

/** The sheets as they can be put down, or what is wrong with the day or the version of all of them. */
export async function readied(
  parts: OfficeParts,
  ctx: OfficeContext,
  { head, entries }: { head: Head; entries: readonly Entry[] },
): Promise<Ready[] | { fault: HeadFault }> {
  const { house } = parts;
  const ready: Ready[] = [];
  for (const entry of entries) {
    const { answers, own } = entry;
    const day = own.day ?? head.day;
    const notice = own.notice ?? head.notice ?? (await usualNotice(house, day));
    const scan = own.scan ? { scan: own.scan } : {};
    const taken: Taken = { answers, route: "paper", day, notice, note: own.note ?? head.note, ...scan };
    const fault = await cannotBeTaken(house, taken);
    if (isOfHead(fault, own)) return { fault };
    const sheet = await sheetOf(parts, ctx, entry, taken, head.act);
    const refused = entry.row.isGone ? "left" : (fault ?? (sheet === null ? "notEntitled" : null));
    ready.push(
      sheet === null || refused !== null ? { entry, refused: refused ?? "notEntitled" } : { entry, sheet, taken },
    );
  }
  return ready;
}

const isOfHead = (fault: NotTaken | null, own: Entry["own"]): fault is HeadFault =>
  (fault === "day" && own.day === undefined) ||
  ((fault === "notice" || fault === "noticeLater") && own.notice === undefined);

/** A declaration for each who has signed it, or null where one of them may not declare. */
async function sheetOf(
  { house }: OfficeParts,
  ctx: OfficeContext,
  { row: { child, people }, signers }: Entry,
  taken: Taken,
  act: string,
): Promise<Sheet | null> {
  const by = ctx.get("person").name;
  const declared = await Promise.all(
    signers.map(async (id) => {
      const person = people.find((one) => one.id === id);
      return person ? [await takenDown(house, { child: child.id, person, by, act }, taken)] : [];
    }),
  );
  const [first, ...rest] = declared.flat();
  return first && 1 + rest.length === signers.length ? [first, ...rest] : null;
}

/** What would come of each sheet; nothing of it is put down. */
export async function rehearsed({ house }: OfficeParts, ready: readonly Ready[]): Promise<Outcome<SheetRehearsed>[]> {
  const outcomes: Outcome<SheetRehearsed>[] = [];
  for (const one of ready)
    outcomes.push(
      "refused" in one
        ? one
        : outcomeOf(one.entry, await orInDoubt(house, () => house.ledger.rehearseSheet(one.sheet, house.now()))),
    );
  return outcomes;
}

/**
 * Puts the sheets down, each in a unit of work of its own with its announcements and its note in the log of actions.
 * Where something stumbles after the first of them, the rest is told as not put down. Errors: what stumbles before.
 */
export async function putDown(
  parts: OfficeParts,
  ctx: OfficeContext,
  ready: readonly Ready[],
): Promise<Outcome<SheetPut>[]> {
  const { house } = parts;
  const outcomes: Outcome<SheetPut>[] = [];
  const puts = (sheet: Sheet, picture: Uint8Array | null) => house.ledger.putDownSheet(sheet, house.now(), picture);
  const sheets = ready.filter((one) => "sheet" in one).length;
  let stumbled = false;
  for (const one of ready) {
    const { entry } = one;
    const put = (sheet: Sheet, details: ActDetails) => () =>
      acting(parts, ctx, "answer", entry.row.child.id, () => puts(sheet, pictureOf(entry)), details);
    try {
      if ("refused" in one) outcomes.push(one);
      else if (stumbled) outcomes.push({ entry, refused: "failed" });
      else outcomes.push(outcomeOf(entry, await orInDoubt(house, put(one.sheet, detailsOf(one.taken, entry, sheets)))));
    } catch (error) {
      if (!outcomes.some((before) => "put" in before)) throw error;
      stumbled = true;
      house.log.error({ child: entry.row.child.id, advice: house.adviceOn(error) }, "office: a sheet was not put down");
      outcomes.push({ entry, refused: "failed" });
    }
  }
  return outcomes;
}

/** The picture of the page, where it is kept; a form that is sent twice has none any more, and it was kept then. */
function pictureOf({ row: { scanned } }: Entry): Uint8Array | null {
  const { scan, pictures } = scanned?.sheet ?? {};
  return scan?.picture !== undefined && pictures && pictures.page.length > 0 ? pictures.page : null;
}

const detailsOf = ({ answers, route, notice, day }: Taken, { row }: Entry, sheets: number): ActDetails => ({
  ...{ ...answers, class: row.child.className, sheets },
  ...{ route, version: notice, day },
});

function outcomeOf<Put extends SheetPut>(entry: Entry, put: Put | SheetRefused | InDoubt): Outcome<Put> {
  return "refused" in put ? { entry, refused: put.refused } : { entry, put };
}

type InDoubt = { refused: "inDoubt" };

/** A JA is not put down where what was recorded does not hold. */
async function orInDoubt<Put>({ isInDoubt }: OfficeParts["house"], work: () => Promise<Put>): Promise<Put | InDoubt> {
  try {
    return await work();
  } catch (error) {
    if (!isInDoubt(error)) throw error;
    return { refused: "inDoubt" };
  }
}

/** By which it is known again what somebody has seen before it was put down: also of which day, by which version. */
export function seal(outcomes: readonly Outcome<SheetRehearsed>[]): string {
  const told = outcomes.map((one) => [
    one.entry.row.child.id,
    one.entry.signers,
    "refused" in one
      ? one.refused
      : [
          one.put.made.map(({ purpose, kind, person, notice, evidence }) => [purpose, kind, person, notice, evidence]),
          [...one.put.later].map(([person, later]) => [person, later.audio?.id, later.video?.id]),
        ],
  ]);
  return createHash("sha256").update(JSON.stringify(told)).digest("hex").slice(0, 32);
}
