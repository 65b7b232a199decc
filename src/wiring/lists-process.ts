import type { TellProgress } from "../school/import-progress.ts";
import { type AddressFiles, findAddresses, type FoundAddresses } from "../school/find-addresses.ts";
import { type Lists, lookAtLists } from "../school/look-at-lists.ts";
import { packedPlan } from "../school/packed-plan.ts";
import type { GivenFile } from "../school/read-office-file.ts";
import { saysWorkbook } from "../school/reading/given-sheet.ts";
import { most } from "../school/reading/limits.ts";
import { answering } from "./apart.ts";
import { shortId } from "./short-id.ts";

/**
 * What the process in which the office's files are looked at is asked: the lists, or the files in which addresses are
 * looked for; and the school's secret.
 */
export type Given = ({ lists: Lists } | { addressesIn: AddressFiles }) & { secret: string };

/** What was looked at: a thread that others wait for reads text faster than what a channel has taken apart. */
export interface PackedPlan {
  packed: Uint8Array;
}

// It has no database.
answering(async (given: Given, tell: TellProgress): Promise<PackedPlan | FoundAddresses> => {
  const wanted = "lists" in given ? given.lists : given.addressesIn;
  const files: GivenFile[] = [];
  for (const [at, file] of wanted.files.entries()) {
    tell({ step: "reading", at, of: wanted.files.length });
    files.push(await opened(file));
  }
  return "lists" in given
    ? { packed: await packedPlan(lookAtLists({ ...given.lists, files }, given.secret, shortId, tell)) }
    : findAddresses({ ...given.addressesIn, files }, given.secret);
});

/** A workbook with what stands in it. Only whoever gives one waits for the library that reads it. */
async function opened(file: GivenFile): Promise<GivenFile> {
  if (!saysWorkbook(file.bytes) || file.bytes.length > most.bytes) return file;
  const { readWorkbook } = await import("../workbook/workbook.ts");
  return { ...file, workbook: readWorkbook(file.bytes) };
}
