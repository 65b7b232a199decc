import { type Purpose, purposes } from "../consent/event.ts";
import type { Scan } from "../consent/taken.ts";
import { openForm, type PrintedForm } from "../school/form-token.ts";
import type { Crossed } from "./crosses.ts";
import type { ScannedFile, ScanFault } from "./scanned.ts";

/** What is read of a purpose: an answer, or why there is none; `differs`: two scans of one sheet say it differently. */
export type ReadAnswer = Crossed | "differs";

/** The field of a child on a scanned sheet: which form it is, what is crossed on it, and where it was found. */
export interface SheetFound {
  form: PrintedForm;
  answers: Readonly<Record<Purpose, ReadAnswer>>;
  scan: Scan;
  /** The name of its file. */
  file: string;
  /** Of the field and of the whole page (PNG). */
  pictures: { field: Uint8Array; page: Uint8Array };
}

/** What is to be said of a file or a page that is no sheet to be put down. */
export type ScanOddity = { file: string } & (
  | { odd: ScanFault }
  | { odd: "noSheet"; pages: readonly number[] }
  | { odd: "foreign"; page: number }
  | { odd: "twice"; page: number; firstFile: string; firstPage: number }
  | { odd: "missing"; page: number; count: number }
);

/** What was found on scans. In: the files as they were read; the school's key. Never throws. */
export function sheetsIn(files: readonly ScannedFile[], key: string): { sheets: SheetFound[]; odd: ScanOddity[] } {
  const sheets = new Map<string, SheetFound>();
  const odd: ScanOddity[] = [];
  for (const { name: file, sha256, pages, fault } of files) {
    if (fault !== null) odd.push({ file, odd: fault });
    const empty = pages.filter(({ fields }) => fields.length === 0).map(({ page }) => page);
    if (empty.length > 0) odd.push({ file, odd: "noSheet", pages: empty });
    for (const { page, fields, picture } of pages) {
      const forms: PrintedForm[] = [];
      for (const { code, answers, picture: field } of fields) {
        const form = key === "" ? "foreign" : openForm(code, key);
        if (form === null || form === "foreign") {
          odd.push({ file, odd: "foreign", page });
          continue;
        }
        forms.push(form);
        const scan = { sha256, page, form: form.sheet };
        const found = { form, answers, scan, file, pictures: { field, page: picture ?? field } };
        const before = sheets.get(nameOf(form));
        sheets.set(nameOf(form), before ? together(before, found) : found);
        if (before) odd.push({ file, odd: "twice", page, firstFile: before.file, firstPage: before.scan.page });
      }
      odd.push(...missingOn(forms).map((count) => ({ file, odd: "missing" as const, page, count })));
    }
  }
  return { sheets: [...sheets.values()], odd };
}

const nameOf = ({ sheet, at, child }: PrintedForm) => `${sheet} ${at} ${child}`;

/** How many fields of a sheet are not to be seen on its page. */
function missingOn(forms: readonly PrintedForm[]): number[] {
  const bySheet = Map.groupBy(forms, ({ sheet }) => sheet);
  const missing = [...bySheet.values()].map(
    (fields) => (fields[0]?.of ?? 0) - new Set(fields.map(({ at }) => at)).size,
  );
  return missing.filter((count) => count > 0);
}

/**
 * One sheet that was scanned twice, in whichever order: a box that only one of them shows is read, what they show
 * differently is not. It is found on the scan that shows every box, where the first does not.
 */
function together(first: SheetFound, second: SheetFound): SheetFound {
  const one = (purpose: Purpose): ReadAnswer => {
    const [before, after] = [first.answers[purpose], second.answers[purpose]];
    if (before === "lost") return after;
    if (after === "lost" || before === after) return before;
    return isAnswer(before) || isAnswer(after) ? "differs" : before;
  };
  const answers = Object.fromEntries(purposes.map((purpose) => [purpose, one(purpose)])) as SheetFound["answers"];
  return { ...(hasLost(first) && !hasLost(second) ? second : first), answers };
}

const hasLost = ({ answers }: SheetFound) => Object.values(answers).includes("lost");

/** Whether something was read. */
export const isAnswer = (read: ReadAnswer): read is "yes" | "no" => read === "yes" || read === "no";
