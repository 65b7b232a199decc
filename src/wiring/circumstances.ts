import { countsOf } from "../../db/file/look.ts";
import type { Database } from "../../db/file/database.ts";
import type { House } from "../house/house.ts";
import type { Circumstances } from "../house/officer-documents.ts";
import type { SchoolMessenger } from "../school/messenger.ts";
import type { Config } from "./config.ts";
import { version } from "./version.ts";

/** What is told besides of how JaNein is run. */
interface Running extends Pick<Circumstances, "lastDrill"> {
  config: Partial<Pick<Config, "PUBLIC_URL" | "OIDC_ISSUER" | "TIMESTAMP_URL">> & Pick<Config, "PUPIL_AGE">;
  database: Pick<Database, "$client">;
  house: Pick<House, "school" | "limits" | "timeZone" | "retention" | "keepsScans" | "keptScans">;
  messengers: readonly SchoolMessenger[];
  publicUrl: string;
}

/** What the officer's documents are filled from, as it is now. Errors: NotBegun, before the school has its facts. */
export async function circumstancesOf(running: Running): Promise<Circumstances> {
  const { config, database, house, messengers, publicUrl, lastDrill } = running;
  const { limits, timeZone } = house;
  return {
    ...{ facts: house.school.inForce().facts, limits, timeZone, pupilAge: config.PUPIL_AGE, program: version },
    ...{ messengers, publicUrl, lastDrill, counts: countsOf(database), erasures: await house.retention.log() },
    keepsScans: house.keepsScans || (await house.keptScans.weight()).count > 0,
    accountsHost: hostOf(config.OIDC_ISSUER),
    stampsHost: hostOf(config.TIMESTAMP_URL),
  };
}

const hostOf = (url: string | undefined): string | null => (url === undefined ? null : new URL(url).host);
