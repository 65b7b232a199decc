import type { TellProgress } from "../school/import-progress.ts";
import { type Lists, lookAtLists } from "../school/look-at-lists.ts";
import type { GivenFile } from "../school/read-office-file.ts";
import { saysWorkbook } from "../school/reading/given-sheet.ts";
import { most } from "../school/reading/limits.ts";
import { answering } from "./apart.ts";
import { shortId } from "./short-id.ts";

/** What the process in which the office's files are looked at is asked: the lists, and the school's secret. */
export interface Given {
  lists: Lists;
  secret: string;
}

// It has no database.
answering(async ({ lists, secret }: Given, tell: TellProgress) => {
  const files: GivenFile[] = [];
  for (const [at, file] of lists.files.entries()) {
    tell({ step: "reading", at, of: lists.files.length });
    files.push(await opened(file));
  }
  return lookAtLists({ ...lists, files }, secret, shortId, tell);
});

/** A workbook with what stands in it. Only whoever gives one waits for the library that reads it. */
async function opened(file: GivenFile): Promise<GivenFile> {
  if (!saysWorkbook(file.bytes) || file.bytes.length > most.bytes) return file;
  const { readWorkbook } = await import("../workbook/workbook.ts");
  return { ...file, workbook: readWorkbook(file.bytes) };
}
