import { type Act, wordsOf } from "../consent/act.ts";
import type { Receipt } from "../consent/receipt.ts";
import { withoutMarkup } from "../consent/shown.ts";
import { dateAndTime, germanDate } from "../school/dates.ts";
import type { Speak } from "../texts.ts";
import type { Fonts } from "./fonts.ts";
import { sheet } from "./sheet.ts";

/**
 * The receipt as a page for the parent and for the school's files
 * (Art. 7(1) GDPR; also of a refusal and a withdrawal). Out: the PDF.
 */
export function printReceipt(
  receipt: Receipt,
  { plain }: Speak,
  own: Speak,
  timeZone: string,
  fonts?: Fonts,
): Promise<Uint8Array> {
  const { code, child, by, decided, at, day, route, recordedBy, notice, language, acts, shown } = receipt;
  const worded = (act: Act) => plain(`receipt.${act.how === "typed" ? "typed" : "pressed"}`, { words: wordsOf(act) });
  return sheet(
    plain("receipt.title"),
    plain("receipt.foot", { code }),
    (page) => {
      page.text(plain("receipt.explains"));
      if (own.language !== "de") page.text(own.plain("receipt.explains"));
      page.rows([
        [plain("receipt.code"), code],
        [plain("receipt.child"), `${child.name} (${child.className})`],
        [plain("receipt.by"), by || plain("receipt.office")],
        ...decided.map(({ purpose, kind }) => [plain(`receipt.${purpose}`), plain(`kind.${kind}`)] as const),
        ...(day === null ? [] : [[plain("receipt.day"), germanDate(day)] as const]),
        // What was put down later, or by the school alone, was not declared at that time.
        [plain(day === null && route !== "note" ? "receipt.at" : "receipt.recordedAt"), dateAndTime(at, timeZone)],
        [
          plain("receipt.route"),
          plain(`route.${route}`) + (recordedBy ? `, ${plain("receipt.recordedBy", { by: recordedBy })}` : ""),
        ],
        ...(acts.length === 0 ? [] : [[plain("receipt.act"), acts.map(worded).join("; ")] as const]),
        [plain("receipt.notice"), `${notice.number} (SHA-256 ${notice.sha256})`],
        [
          plain("receipt.language"),
          language === "de"
            ? plain("receipt.shownGerman")
            : plain("receipt.shownIn", {
                language: new Intl.DisplayNames("de", { type: "language" }).of(language) ?? language,
              }),
        ],
      ]);
      page.heading(plain("receipt.shown"));
      page.quote(shown === null ? plain("receipt.nothingShown") : withoutMarkup(shown));
      page.heading(plain("receipt.whatNow"));
      page.text(plain("receipt.withdrawal"));
      page.small(plain("receipt.check"));
    },
    fonts,
  );
}
