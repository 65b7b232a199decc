import { html } from "hono/html";
import type { Letterhead } from "../../house/school-notice.ts";
import { typedText } from "../../school/typed.ts";
import { deskOf, noting } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { asForm } from "../page/body.ts";
import { errorSummary, field, fresh, notes, type Sent } from "../page/form.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeParts } from "../page/parts.ts";
import { only } from "../staff/guard.ts";

const mostText = 400;
const form = "letterhead";

/** The letterhead: a picture, or lines, in the place of what letters say of the school by themselves. */
export function letterheadRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { school } = parts.house;
  app.get("/letterhead", (ctx) => {
    const head = school.letterhead();
    if (head === null || head.type === "text") return ctx.notFound();
    return ctx.body(Buffer.from(head.bytes), 200, { "content-type": head.type });
  });
  app.use("/notice/letterhead", only(parts, "publishNotice"));
  app.get("/notice/letterhead", (ctx) => ctx.html(letterheadPage(deskOf(parts, ctx), school.letterhead(), fresh)));
  app.post("/notice/letterhead", async (ctx) => {
    const { picture, text = "" } = await asForm(ctx.req.parseBody());
    const bytes = picture instanceof File && picture.size > 0 ? new Uint8Array(await picture.arrayBuffer()) : null;
    const typed = typeof text === "string" ? typedText(text).slice(0, mostText) : "";
    const type = bytes && kindOf(bytes);
    if (bytes && !type) {
      const sent: Sent = { values: { text: typed }, errors: { picture: "letterhead.wrong" } };
      return ctx.html(letterheadPage(deskOf(parts, ctx), school.letterhead(), sent), 422);
    }
    const kept: Letterhead | null =
      bytes && type ? { type, bytes } : typed === "" ? null : { type: "text", text: typed };
    await noting(parts, ctx, "letterhead", "", { work: () => school.keepLetterhead(kept) });
    return ctx.redirect(withDone("/office/notice/letterhead", "letterheadKept"), 303);
  });
}

/** By its first bytes: what a browser is told it is, it must be. */
function kindOf(bytes: Uint8Array): "image/png" | "image/jpeg" | null {
  const begins = (...first: number[]) => first.every((byte, at) => bytes[at] === byte);
  if (begins(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  return begins(0xff, 0xd8, 0xff) ? "image/jpeg" : null;
}

function letterheadPage(desk: Desk, head: Letterhead | null, sent: Sent): Html {
  const { say } = desk;
  const now =
    head === null
      ? html`<p>${say("letterhead.none")}</p>`
      : head.type === "text"
        ? html`<pre class="boxed">${head.text}</pre>`
        : html`<p><img src="/office/letterhead" alt="${say("letterhead.title")}" class="letterhead"></p>`;
  const value = head?.type === "text" ? head.text : "";
  const text = { form, name: "text", type: "textarea", value, most: mostText } as const;
  return page(
    desk,
    say("letterhead.title"),
    html`<ul class="ways"><li><a href="/office/notice">${say("notice.versions")}</a></li></ul>
    <p>${say("letterhead.about")}</p>
    ${now}
    ${errorSummary(say, sent, form)}
    <form method="post" action="/office/notice/letterhead" enctype="multipart/form-data" class="boxed" data-wait>
      <div class="field">
        <label for="${form}-picture">${say("letterhead.picture")}</label>
        ${notes(say, `${form}-picture`, say("letterhead.pictureHint"), sent.errors.picture)}
        <input type="file" id="${form}-picture" name="picture" accept="image/png,image/jpeg">
      </div>
      ${field(say, { ...text, label: say("letterhead.text"), sent })}
      <button class="main">${say("letterhead.save")}</button>
    </form>`,
  );
}
