import { joinCodeHash, lastWholeDay } from "../../school/join-code.ts";
import { lastsMinutes } from "../letters/made.ts";
import { codeMaking, lackingIn } from "../letters/whom.ts";
import { acting, deskOf } from "../page/desk.ts";
import { ForAWhile } from "../page/for-a-while.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeApp, OfficeContext, OfficeParts } from "../page/parts.ts";
import { dayIn } from "../page/said.ts";
import { ownCodePage } from "./own-chat.ts";

/** A code as it was made, in memory only, as long as letters are. */
interface Kept {
  code: string;
  expires: Date;
}

/**
 * The code with which somebody of the office connects an own messenger: as long as it is good it is shown again, and
 * no other is made. In: the page it begins at.
 */
export function ownCodeRoutes(
  app: OfficeApp,
  parts: OfficeParts,
  morning: (ctx: OfficeContext) => Promise<Html>,
): void {
  const { house } = parts;
  const kept = new ForAWhile<Kept>(lastsMinutes * 60 * 1000);
  const good = async (id: string): Promise<Kept | null> => {
    const own = kept.get(id, house.now());
    if (!own) return null;
    const hash = joinCodeHash(own.code, house.codeKey);
    return (await house.accounts.stillGood([hash], house.now())).has(hash) ? own : null;
  };
  app.get("/morning/code", async (ctx) => {
    const { id, name } = ctx.get("person");
    const own = await good(id);
    if (!own) return ctx.redirect("/office/morning", 303);
    const until = dayIn(house.timeZone, lastWholeDay(own.expires).toISOString());
    return ctx.html(ownCodePage(deskOf(parts, ctx), { name, code: own.code, until, messengers: parts.messengers() }));
  });
  app.post("/morning/code", async (ctx) => {
    if (lackingIn(parts) !== null) return ctx.html(await morning(ctx), 409);
    const { id } = ctx.get("person");
    if (!(await good(id))) {
      const made = () => house.staffChats.newCode(id, codeMaking(parts));
      const { codes, expires } = await acting(parts, ctx, "ownCode", id, made);
      kept.put(id, { code: codes.get(id) ?? "", expires }, house.now());
    }
    return ctx.redirect("/office/morning/code", 303);
  });
}
