import { compareNotices } from "../../answers/compare.ts";
import { editedNotice } from "../../answers/edited.ts";
import { lostFrom } from "../../answers/needed.ts";
import { readNotice } from "../../answers/notice.ts";
import type { NoticeVersion } from "../../../db/proof/notice-versions.ts";
import { readFacts } from "../../school/facts.ts";
import { isoDayOf } from "../../school/dates.ts";
import { dayAfter } from "../../school/day-begins.ts";
import type { SchoolText } from "../../school/school-text.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { fresh, type Sent, valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";
import { only } from "../staff/guard.ts";
import { draftPage } from "./draft-page.ts";
import { factErrors, factsTyped } from "./facts-fields.ts";
import { readChange } from "./notice.ts";
import { oddFieldsIn } from "./odd-fields.ts";
import { previewRoutes } from "./preview.ts";

/** The draft of another notice: the head changes it, looks at it as parents will, and puts it in force. */
export function draftRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { school } = parts.house;
  app.use("/notice/draft/*", only(parts, "publishNotice"));
  previewRoutes(app, parts);
  app.get("/notice/draft", async (ctx) => ctx.html(await shown(parts, ctx)));
  app.post("/notice/draft", async (ctx) => {
    const values = await valuesOf(ctx);
    const { of, errors } = typedIn(parts, values);
    const notes = notesOn(parts, of, values.mark ?? "");
    const cannot = Object.keys(errors).length > 0 || notes.length > 0 || lostOf(parts, of).length > 0;
    const kept = cannot ? null : school.keepDraft(of, values.mark || null, ctx.get("person").name, parts.house.now());
    if (kept) return ctx.redirect(withDone("/office/notice/draft", "draftKept"), 303);
    return ctx.html(await shown(parts, ctx, { of, sent: { values, errors }, notes }), notes.length > 0 ? 409 : 422);
  });
  app.post("/notice/draft/drop", async (ctx) => {
    const isOwn = school.draft()?.mark === (await valuesOf(ctx)).mark;
    if (isOwn) school.dropDraft();
    return ctx.redirect(withDone("/office/notice/draft", isOwn ? "draftDropped" : "nothing"), 303);
  });
  publishRoute(app, parts);
}

function publishRoute(app: OfficeApp, parts: OfficeParts): void {
  const { school, notices, now, timeZone } = parts.house;
  app.post("/notice/draft/publish", async (ctx) => {
    const values = await valuesOf(ctx);
    const newest = await notices.newest();
    const change = newest ? readChange(values, isoDayOf(now(), timeZone)) : { kind: "correction" as const };
    if ("errors" in change) return ctx.html(await shown(parts, ctx, { sent: { values, errors: change.errors } }), 422);
    const number = String((newest?.number ?? 0) + 1);
    const done = await acting(parts, ctx, "inForce", number, () =>
      school.publish(values.mark ?? "", change, ctx.get("person").name, now()),
    );
    if (!("refused" in done))
      return ctx.redirect(newest ? withDone("/office/notice", "inForce") : withDone("/office/period", "begun"), 303);
    // Of its fields the page speaks by itself.
    const why = done.refused === "same" ? "draft.same" : "draft.notPublished";
    return ctx.html(await shown(parts, ctx, { notes: done.refused === "field" ? [] : [parts.say(why)] }), 409);
  });
}

/** What was typed, upon what the draft holds now. */
function typedIn({ house: { school } }: OfficeParts, values: Readonly<Record<string, string>>) {
  const now = school.draft()?.draft ?? school.beginning();
  const begin = (prefix: string) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, text]) => [name.slice(prefix.length), text]),
    );
  const template = editedNotice(now.template, { texts: begin("p-"), added: begin("more-") });
  const read = readFacts(factsTyped(values));
  const facts = "facts" in read ? read.facts : now.facts;
  return { of: { template, facts }, errors: "facts" in read ? {} : factErrors(read.faults) };
}

/** Why what was typed is not kept: somebody else was faster, or a sentence names what is no fact. */
function notesOn({ house: { school, timeZone }, say }: OfficeParts, of: SchoolText, mark: string): string[] {
  const kept = school.draft();
  const at = kept ? { by: kept.draft.savedBy, at: momentIn(timeZone, kept.draft.savedAt) } : {};
  const other = (kept?.mark ?? "") === mark ? [] : [kept ? say("draft.overtaken", at) : say("draft.gone")];
  return [...other, ...oddFieldsIn(school, say, of)];
}

const lostOf = ({ house }: OfficeParts, of: SchoolText) => lostFrom(readNotice(of.template), house.texts.topics);

interface Given {
  of?: SchoolText;
  sent?: Sent;
  notes?: readonly string[];
}

async function shown(parts: OfficeParts, ctx: OfficeContext, { of: typed, sent = fresh, notes = [] }: Given = {}) {
  const { school, notices, texts, now, timeZone } = parts.house;
  const [kept, newest] = [school.draft(), await notices.newest()];
  const stands = kept?.draft ?? school.beginning();
  const of = typed ?? stands;
  const odd = oddFieldsIn(school, parts.say, of).filter((note) => !notes.includes(note));
  return draftPage(deskOf(parts, ctx), {
    // A field that was emptied still has its place.
    ...{ of: { ...of, template: stands.template }, kept, notes: [...notes, ...odd], sent },
    ...{ lost: lostOf(parts, of), topics: texts.topics },
    against: newest ? against(parts, of, newest, kept?.draft.upon ?? newest.number) : null,
    earliest: dayAfter(isoDayOf(now(), timeZone)),
  });
}

function against({ house: { school } }: OfficeParts, of: SchoolText, newest: NoticeVersion, upon: number) {
  const after = school.textOf(of) ?? of.template;
  const differences = compareNotices(readNotice(newest.text), readNotice(after));
  return { number: newest.number, differences, isOlder: upon !== newest.number };
}
