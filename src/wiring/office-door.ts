import { getConnInfo } from "@hono/node-server/conninfo";
import { randomBytes } from "node:crypto";
import type { Context, Hono } from "hono";
import { openChildFiles } from "../../db/school/child-file.ts";
import { openContacts } from "../../db/school/contacts.ts";
import type { Database } from "../../db/file/database.ts";
import { openSchoolView } from "../../db/school/view.ts";
import { circumstancesOf } from "./circumstances.ts";
import type { Config } from "./config.ts";
import type { House } from "../house/house.ts";
import { officePages } from "../office/app.ts";
import type { OfficeEnv, OfficeParts } from "../office/page/parts.ts";
import type { Lines } from "./lines.ts";
import { version } from "./version.ts";
import { messengersOf } from "./messengers.ts";
import { accountSettings } from "./school-account-settings.ts";
import { openSchoolAccount } from "../office/staff/school-account.ts";
import { readLetterTexts } from "../office/letters/letters.ts";
import { readOfficeWords } from "../office/page/words.ts";

interface Wired {
  config: Pick<Config, "PUBLIC_URL" | "CODE_DAYS" | "PUPIL_AGE"> &
    Partial<Pick<Config, "OIDC_ISSUER" | "OIDC_CLIENT_ID" | "OIDC_CLIENT_SECRET" | "TIMESTAMP_URL">> &
    Parameters<typeof messengersOf>[0];
  database: Database;
  house: House;
  /** Null until it runs. */
  bot: () => Pick<Lines, "username" | "tellAll"> | null;
  verify: OfficeParts["verify"];
  lastDrill?: OfficeParts["lastDrill"];
  lineTrouble?: OfficeParts["lineTrouble"];
}

/** The office's pages, ready to be mounted once it is known where the port is. */
export async function officeOf({
  config,
  database,
  house,
  bot,
  verify,
  lastDrill = () => null,
  lineTrouble = async () => null,
}: Wired): Promise<(address: string) => Hono<OfficeEnv>> {
  const say = await readOfficeWords();
  const letterTexts = readLetterTexts();
  const school = openSchoolView(database, config.PUPIL_AGE);
  const stumbled = (error: unknown) =>
    house.log.error({ advice: house.adviceOn(error) }, "office: what was to be told waits for the next round");
  // A large school is read while nobody waits for it.
  school.children(house.now()).catch(stumbled);
  const messengers = () => messengersOf(config, (kind) => bot()?.username(kind) ?? null);
  return (address) => {
    const publicUrl = config.PUBLIC_URL ?? address;
    return officePages({
      house,
      say,
      letterTexts,
      school,
      contacts: openContacts(database),
      files: openChildFiles(database, config.PUPIL_AGE),
      verify,
      lastDrill,
      lineTrouble,
      version,
      publicUrl,
      circumstances: () =>
        circumstancesOf({ config, database, house, publicUrl, messengers: messengers(), lastDrill: lastDrill() }),
      addressOf: (ctx) => addressOf(ctx, config.PUBLIC_URL),
      randomBytes: (count) => randomBytes(count),
      codeDays: config.CODE_DAYS,
      pupilAge: config.PUPIL_AGE,
      schoolAccount: schoolAccountOf(config),
      messengers,
      tell: () => void bot()?.tellAll().catch(stumbled),
    });
  };
}

/** The school's own sign-in, where it is set; nothing is asked of it before somebody signs in. */
function schoolAccountOf(config: Wired["config"]): OfficeParts["schoolAccount"] {
  const settings = accountSettings(config);
  return settings && openSchoolAccount(settings);
}

/**
 * Who knocks. Where TLS ends before us, it is who the proxy says it was: the last address of the list is its own word.
 */
function addressOf(ctx: Context<OfficeEnv>, publicUrl: string | undefined): string {
  const told = publicUrl?.startsWith("https:")
    ? ctx.req.header("x-forwarded-for")?.split(",").at(-1)?.trim()
    : undefined;
  return told ?? getConnInfo(ctx).remote.address ?? "";
}
