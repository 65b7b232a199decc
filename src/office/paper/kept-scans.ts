import { html } from "hono/html";
import type { KeptScan } from "../../../db/proof/kept-scans.ts";
import { warnSeldom } from "../../house/warn-seldom.ts";
import { may } from "../../school/office-roles.ts";
import { acting, deskOf } from "../page/desk.ts";
import { withDone } from "../page/done.ts";
import { type Desk, type Html, page } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { momentIn } from "../page/said.ts";
import { only } from "../staff/guard.ts";

/** Pictures of scanned sheets that the school keeps: looked at, which is in the log, and forgotten early. */
export function keptScansRoutes(app: OfficeApp, parts: OfficeParts): void {
  const { house } = parts;
  const found = (ctx: OfficeContext) => house.keptScans.of(ctx.req.param("sha256") ?? "");
  app.get("/kept-scans/:sha256", async (ctx, next) => {
    const scan = await found(ctx);
    return scan ? ctx.html(keptScanPage(deskOf(parts, ctx), await shownOf(parts, scan))) : next();
  });
  app.get("/kept-scans/:sha256/picture", async (ctx, next) => {
    const scan = await found(ctx);
    const picture = scan && (await house.keptScans.picture(scan.sha256));
    if (!scan || !picture) return next();
    for (const child of new Set(scan.of.map((one) => one.child)))
      house.office
        .lookedAt(child, ctx.get("person").id, house.now())
        .catch(() => warnSeldom(house, "office: who looked at a scanned sheet could not be kept"));
    return ctx.body(Uint8Array.from(picture), 200, { "content-type": "image/png" });
  });
  app.post("/kept-scans/:sha256/forget", only(parts, "forgetScans"), async (ctx, next) => {
    const scan = await found(ctx);
    const child = scan?.of[0]?.child;
    if (!scan || child === undefined) return next();
    const not = await acting(parts, ctx, "forgetScan", child, () => house.keptScans.forget(scan.sha256));
    const back = not === "restricted" ? `/office/kept-scans/${scan.sha256}` : `/office/children/${child}`;
    return ctx.redirect(withDone(back, not === null ? "scanForgotten" : "nothing"), 303);
  });
}

/** A kept picture with the names of whoever it shows. */
interface Shown {
  scan: KeptScan;
  children: readonly { id: string; name: string }[];
  signers: readonly string[];
  isRestricted: boolean;
  isWhole: boolean;
}

async function shownOf({ house }: OfficeParts, scan: KeptScan): Promise<Shown> {
  const ids = (which: "child" | "person") => [...new Set(scan.of.map((one) => one[which]))];
  const [children, people] = await Promise.all([
    Promise.all(ids("child").map((id) => house.roster.child(id))),
    Promise.all(ids("person").map((id) => house.roster.person(id))),
  ]);
  const restricted = await house.restrictions.everybody();
  const named = <One extends { givenName: string; familyName: string }>(all: readonly (One | null | undefined)[]) =>
    all.flatMap((one) => (one ? [{ one, name: `${one.givenName} ${one.familyName}` }] : []));
  return {
    scan,
    children: named(children).map(({ one, name }) => ({ id: one.id, name })),
    signers: named(people).map(({ name }) => name),
    isRestricted: ids("person").some((id) => restricted.has(id)),
    isWhole: (await house.keptScans.picture(scan.sha256)) !== null,
  };
}

function keptScanPage(desk: Desk, { scan, children, signers, isRestricted, isWhole }: Shown): Html {
  const { say, timeZone, person } = desk;
  const path = `/office/kept-scans/${scan.sha256}`;
  const link = ({ id, name }: Shown["children"][number]) => html`<a href="/office/children/${id}">${name}</a>`;
  const names = children.map((one, at) => html`${at === 0 ? "" : ", "}${link(one)}`);
  return page(
    desk,
    say("keptScans.title"),
    html`
    <dl class="facts">
      <div><dt>${say("keptScans.children")}</dt><dd>${names}</dd></div>
      <div><dt>${say("keptScans.signers")}</dt><dd>${signers.join(", ")}</dd></div>
      <div><dt>${say("keptScans.since")}</dt><dd>${momentIn(timeZone, scan.at)}</dd></div>
      <div><dt>${say("history.hash")}</dt><dd><code>${scan.sha256}</code></dd></div>
    </dl>
    ${signers.length > 1 ? html`<p class="hint">${say("keptScans.several")}</p>` : ""}
    ${
      isWhole
        ? html`<p><img class="whole" src="${path}/picture" alt="${say("keptScans.alt")}"></p>`
        : html`<p class="warn">${say("keptScans.notWhole")}</p>`
    }
    <p class="hint">${say("keptScans.about")}</p>
    ${isRestricted ? html`<p class="warn">${say("keptScans.restricted")}</p>` : ""}
    ${
      isRestricted || !may(person.role, "forgetScans")
        ? ""
        : html`<form method="post" action="${path}/forget" class="boxed">
          <p>${say("keptScans.forgetHint")}</p>
          <button>${say("keptScans.forget")}</button>
        </form>`
    }`,
  );
}

/** The kept pictures of whoever asks for the own data or for erasing them; those that show another person say so. */
export function keptScansPart({ say, timeZone }: Desk, scans: readonly KeptScan[]): Html {
  if (scans.length === 0) return html``;
  const line = ({ sha256, at, of }: KeptScan) => {
    const isShared = new Set(of.map(({ person }) => person)).size > 1;
    return html`<li><a href="/office/kept-scans/${sha256}">${say("keptScans.one", { at: momentIn(timeZone, at) })}</a>${
      isShared ? html`. ${say("keptScans.several")}` : ""
    }</li>`;
  };
  return html`<h2>${say("keptScans.list")}</h2>
    <p class="hint">${say("keptScans.listHint")}</p>
    <ul>${scans.map(line)}</ul>`;
}
