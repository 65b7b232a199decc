import { isFresh } from "../../school/office-sessions.ts";
import { passkeySite } from "../../school/passkey.ts";
import type { NameFault } from "../../school/typed.ts";
import { deskOf } from "../page/desk.ts";
import type { Sent } from "../page/form.ts";
import type { Html } from "../page/layout.ts";
import type { OfficeContext } from "../page/parts.ts";
import type { OfficeKey } from "../page/words.ts";
import { devicesPage } from "./devices-page.ts";
import type { DoorParts } from "./door-parts.ts";
import { deviceGuess } from "./user-agent.ts";

/** What is wrong with the name of a device or a passkey. */
export const nameFaults: Record<NameFault, OfficeKey> = {
  missing: "devices.nameMissing",
  long: "devices.nameLong",
  odd: "devices.nameOdd",
};

/** The page of one's own ways in, with what was sent and is wrong with it. */
export async function ownPage(parts: DoorParts, ctx: OfficeContext, sent: Sent): Promise<Html> {
  const { house, schoolAccount, publicUrl } = parts;
  const [{ id }, session, now] = [ctx.get("person"), ctx.get("session"), house.now()];
  const own = {
    devices: await house.office.devicesOf(id, now),
    passkeys: await house.office.passkeysOf(id),
    account: schoolAccount && { host: schoolAccount.host, tied: await house.office.schoolAccountOf(id) },
    letIn: await house.office.letInBefore(id, now),
    names: await house.office.namesOfAll(),
    site: passkeySite(publicUrl),
    isFresh: isFresh(session, now),
    session,
    guess: deviceGuess(ctx.req.header("user-agent") ?? ""),
  };
  return devicesPage(deskOf(parts, ctx), own, sent);
}
