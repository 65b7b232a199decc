import { type Purpose, purposes } from "../consent/event.ts";
import type { Scan } from "../consent/taken.ts";
import { openForm, type PrintedForm } from "../school/form-token.ts";
import type { Crossed } from "./crosses.ts";
import { type NotKept, pictureKept } from "./kept-picture.ts";
import type { ScannedFile, ScanFault } from "./scanned.ts";

/** What is read of a purpose: an answer, or why there is none; `differs`: two scans of one sheet say it differently. */
export type ReadAnswer = Crossed | "differs";

/** The field of a child on a scanned sheet: which form it is, what is crossed on it, and where it was found. */
export interface SheetFound {
  form: PrintedForm;
  answers: Readonly<Record<Purpose, ReadAnswer>>;
  scan: Scan;
  /** Why the picture of its page is not kept although the school keeps them; else null. */
  notKept: NotKept | null;
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

/** What was found on scans. In: the files as read; the school's key; whether it keeps pictures. Never throws. */
export function sheetsIn(
  files: readonly ScannedFile[],
  key: string,
  keeps = false,
): { sheets: SheetFound[]; odd: ScanOddity[] } {
  const sheets = new Map<string, SheetFound>();
  const odd: ScanOddity[] = [];
  for (const { name: file, sha256, pages, fault } of files) {
    if (fault !== null) odd.push({ file, odd: fault });
    const empty = pages.filter(({ fields }) => fields.length === 0).map(({ page }) => page);
    if (empty.length > 0) odd.push({ file, odd: "noSheet", pages: empty });
    for (const { page, fields, picture } of pages) {
      const forms: PrintedForm[] = [];
      const opened = fields.map((field) => ({ ...field, form: key === "" ? "foreign" : openForm(field.code, key) }));
      const kept = keepingOf(opened, picture, keeps);
      for (const { form, answers, picture: field } of opened) {
        if (form === null || form === "foreign") {
          odd.push({ file, odd: "foreign", page });
          continue;
        }
        forms.push(form);
        const scan = { sha256, page, form: form.sheet, ...kept.scan };
        const pictures = { field, page: picture ?? field };
        const found = { form, answers, scan, notKept: kept.notKept, file, pictures };
        const before = sheets.get(nameOf(form));
        sheets.set(nameOf(form), before ? together(before, found) : found);
        if (before) odd.push({ file, odd: "twice", page, firstFile: before.file, firstPage: before.scan.page });
      }
      odd.push(...missingOn(forms).map((count) => ({ file, odd: "missing" as const, page, count })));
    }
  }
  return { sheets: [...sheets.values()], odd };
}

/** What is said of the picture of a page in the evidence of its sheets, or why it is not kept. */
function keepingOf(
  opened: readonly { form: PrintedForm | "foreign" | null }[],
  picture: Uint8Array | null,
  keeps: boolean,
): { scan: Pick<Scan, "picture">; notKept: NotKept | null } {
  if (!keeps || picture === null) return { scan: {}, notKept: null };
  const kept = pictureKept(
    opened.map(({ form }) => form),
    picture,
  );
  return "sha256" in kept ? { scan: { picture: kept.sha256 }, notKept: null } : { scan: {}, notKept: kept.notKept };
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
