import { html } from "hono/html";
import type { ScanOddity } from "../../paper/sheets.ts";
import { describedBy, invalid, notes } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";
import type { OfficeKey, Say } from "../page/words.ts";
import { type Lists, one, type Row } from "./entries.ts";
import { form, nameOf } from "./fields.ts";
import type { HeldScans } from "./held-scans.ts";
import { type Elsewhere, unread } from "./scan-rows.ts";

/** What the grid shows of scans. */
export interface ScansShown {
  held: HeldScans;
  elsewhere: readonly Elsewhere[];
}

/** The field for scanned sheets, several at once. */
export function scansField({ say }: Desk, classId: string, keepsScans: boolean, error?: OfficeKey): Html {
  const [id, path] = [`${form}-files`, `/office/classes/${classId}/paper/scans`];
  const hint = `${say("scans.hint")} ${say(keepsScans ? "scans.kept" : "scans.notStored")}`;
  return html`<form method="post" action="${path}" enctype="multipart/form-data" class="boxed"
    data-wait="${path}/progress">
    <h2>${say("scans.title")}</h2>
    <div class="field drop" data-drop>
      <label for="${id}">${say("scans.files")}</label>
      ${notes(say, id, hint, error)}
      <input type="file" id="${id}" name="files" multiple
        accept=".pdf,.jpg,.jpeg,.png,application/pdf,image/*"${describedBy(id, hint, error)}${invalid(error)}>
    </div>
    <button>${say("scans.read")}</button>
  </form>`;
}

/** What came of the scans: how many sheets lie beside the lines, and everything that is none of them, a line each. */
export function scansSummary(desk: Desk, { held, elsewhere }: ScansShown, rows: readonly Row[]): Html {
  const { say } = desk;
  const here = rows.filter(({ scanned }) => scanned).length;
  const lines = [
    ...elsewhere.map((one) => elsewhereLine(say, held.id, one)),
    ...held.odd.map((one) => oddLine(say, one)),
  ];
  return html`<section aria-labelledby="scans-read">
    <h2 id="scans-read">${say("scans.readTitle")}</h2>
    <p role="status">${say("scans.beside", { count: here })}</p>
    ${lines.length === 0 ? "" : html`<ul class="odd">${lines.map((line) => html`<li>${line}</li>`)}</ul>`}
  </section>`;
}

function elsewhereLine(say: Say, held: string, one: Elsewhere): Html {
  const { file, scan } = one.sheet;
  const place = say("scans.place", { file, page: scan.page });
  if (one.where !== "class") return html`${place}: ${say(`scans.${one.where}`)}`;
  const link = html`<a href="/office/classes/${one.classId}/paper?scans=${held}">${one.className}</a>`;
  return html`${place}: ${say("scans.otherClass")} ${link}`;
}

function oddLine(say: Say, one: ScanOddity): string {
  const { file } = one;
  if (one.odd === "noSheet")
    return `${file}: ${say("scans.noSheet", { count: one.pages.length, pages: ranges(one.pages) })}`;
  if (!("page" in one)) return `${file}: ${say(`scans.fault.${one.odd}`)}`;
  const place = say("scans.place", { file, page: one.page });
  if (one.odd === "foreign") return `${place}: ${say("scans.foreign")}`;
  if (one.odd === "missing") return `${place}: ${say("scans.missing", { count: one.count })}`;
  return `${place}: ${say("scans.twice", { file: one.firstFile, page: one.firstPage })}`;
}

/** "1, 3, 5–9". */
function ranges(pages: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const page of pages) {
    const last = runs.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}

/** Above a line the picture of its sheet: what is crossed there, and why something was left open. */
export function scanPicture(desk: Desk, held: HeldScans, classId: string, row: Row, values: Lists): Html {
  const { say, timeZone } = desk;
  const { scanned, key } = row;
  if (!scanned) return html``;
  const { sheet, notProposed, otherVersion } = scanned;
  const path = `/office/classes/${classId}/paper/scans/${held.id}/${key}`;
  const why =
    notProposed?.why === "recorded"
      ? say("scans.recorded", { day: dayIn(timeZone, notProposed.at) })
      : notProposed && say("scans.mayNot");
  const open = unread(scanned).map(([purpose, read]) => `${say(`purpose.${purpose}`)}: ${say(`scans.open.${read}`)}`);
  const version = otherVersion === null ? [] : [say("scans.otherVersion", { version: otherVersion })];
  const notKept = sheet.notKept === null ? [] : [say(`scans.notKept.${sheet.notKept}`)];
  const remarks = [...(why === null ? [] : [why]), ...version, ...notKept, ...(notProposed ? [] : open)];
  const hasPicture = sheet.pictures.field.length > 0;
  const picture = html`<img src="${path}/field" alt="${say("scans.picture", { name: nameOf(row) })}" loading="lazy">
    <a href="${path}/page" target="_blank">${say("scans.wholePage")}</a>`;
  return html`<tr class="scan"><td colspan="4">
    <div class="hint">${say("scans.place", { file: sheet.file, page: sheet.scan.page })}</div>
    ${hasPicture ? picture : ""}
    ${remarks.map((remark) => html`<p class="look">${remark}</p>`)}
    <label>${say("scans.ownDay")}
      <input type="date" name="day-${key}" value="${one(values, `day-${key}`)}"></label>
  </td></tr>`;
}
