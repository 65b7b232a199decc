import { passkeySite } from "../../school/passkey.ts";
import { valuesOf } from "../page/form.ts";
import type { OfficeApp, OfficeContext } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import { type Beginning, beginning, comeIn, notIn, whereTo } from "./coming-in.ts";
import { cookies } from "./cookies.ts";
import type { DoorParts } from "./door-parts.ts";
import { askForPasskey, jsonIn, passkeyIn, usedPasskey } from "./passkeys.ts";
import { secretHash } from "./secrets.ts";

const purpose = "passkey";

/** Signing in with a passkey: the browser is asked, and what it has signed is looked at. Nothing is typed. */
export function passkeyDoor(app: OfficeApp, parts: DoorParts): void {
  const { house, once, publicUrl } = parts;
  const { door } = cookies(publicUrl);
  const site = passkeySite(publicUrl);
  if (!site) return;
  app.post("/sign-in/passkey/options", async (ctx) => {
    const browser = door.of(ctx);
    if (browser === undefined) return ctx.json({ error: "no cookie" }, 400);
    return ctx.json(await askForPasskey(site, once.ask(purpose, browser, house.now().getTime())));
  });
  app.post("/sign-in/passkey", async (ctx) => {
    const { response, then } = await valuesOf(ctx);
    const coming = beginning(parts, ctx);
    const sent = jsonIn(response);
    const [browser, id] = [door.of(ctx), passkeyIn(sent)];
    const passkey = id === null ? null : await house.office.passkey(id);
    if (!passkey || browser === undefined) return refused(parts, ctx, passkey ? "old" : "unknown", then);
    if (passkey.refusedAt !== null) return refused(parts, ctx, "twice", then);
    const isAnswered = (question: string) => once.isAnswered(question, purpose, browser, house.now().getTime());
    const counter = await usedPasskey(site, sent, passkey, isAnswered);
    if (counter === null) return refused(parts, ctx, "old", then);
    return await entered(parts, ctx, { id: passkey.id, counter }, coming, then);
  });
}

async function entered(
  parts: DoorParts,
  ctx: OfficeContext,
  { id, counter }: { id: string; counter: number },
  coming: Beginning,
  then: string | undefined,
): Promise<Response> {
  const { house } = parts;
  const person = await house.office.signInWithPasskey(id, counter, coming.session, house.now());
  if (person === "twice") {
    house.log.warn({}, "office: a passkey says that it was used less often than before; it is refused from now on");
    return refused(parts, ctx, "twice", undefined);
  }
  return person === null ? refused(parts, ctx, "unknown", then) : comeIn(parts, ctx, person, coming, then);
}

const texts: Record<"unknown" | "old" | "twice", readonly OfficeKey[]> = {
  unknown: ["door.passkeyUnknown", "door.newLink"],
  old: ["door.passkeyOld"],
  twice: ["door.passkeyTwice", "door.newLink"],
};

/** A form that is sent again by whoever has come in with it leads where it led. */
async function refused(
  parts: DoorParts,
  ctx: OfficeContext,
  why: keyof typeof texts,
  then: string | undefined,
): Promise<Response> {
  const { house, publicUrl } = parts;
  const secret = cookies(publicUrl).session.of(ctx);
  if (why === "old" && secret && (await house.office.signedIn(secretHash(secret), house.now())))
    return ctx.redirect(whereTo(then), 303);
  return notIn(parts, ctx, {
    why: "office: a passkey that does not open",
    title: "door.passkeyNotTitle",
    texts: texts[why],
    status: 403,
  });
}
