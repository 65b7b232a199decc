import { type Config, WrongSetting } from "./config.ts";
import { isLoopback } from "./may-open.ts";
import { settings } from "./settings.ts";

export type Choice = "bot" | "demo";

/** They only say how it runs on this machine. */
const aboutThisRun = ["PORT", "HOST", "LOG_LEVEL"];

/**
 * What `start` opens. The demo makes whoever asks its head, so it never stands in for a bot whose token got lost:
 * it opens where nothing at all is configured or where it is asked for,
 * and beside a real configuration or a school's database not even then.
 * In: the environment, and what was read from it; whether the demo is asked for; whether a file exists.
 * Errors: WrongSetting, a line that names what stands against it, and what to do.
 */
export function botOrDemo(
  environment: Record<string, string | undefined>,
  config: Pick<Config, "BOT_TOKEN" | "MATRIX_HOMESERVER" | "CODE_KEY" | "DATABASE_PATH" | "HOST">,
  asked: boolean,
  exists: (path: string) => boolean,
): Choice {
  const messenger = config.BOT_TOKEN ?? config.MATRIX_HOMESERVER;
  const { CODE_KEY: codeKey, DATABASE_PATH: path, HOST: host } = config;
  if (messenger && codeKey && !asked) return "bot";
  const standsAgainst = whatStandsAgainst(environment, asked) ?? (exists(path) ? databaseAt(path) : null);
  if (standsAgainst) throw new WrongSetting(`${standsAgainst}, so no demo opens: ${asked ? whenAsked : whenNot}`);
  if (!isLoopback(host))
    throw new WrongSetting(`HOST is ${host}, but the demo opens on this machine only: leave HOST out, or ${whenNot}`);
  return "demo";
}

const whenNot =
  "get a token from @BotFather and set BOT_TOKEN, or set MATRIX_HOMESERVER; " +
  "the demo is `start --demo`, where nothing of a school is set";
const whenAsked = "leave out --demo for the bot, or start --demo elsewhere, where this is not so";
const databaseAt = (path: string) => `There is a database at ${path} (DATABASE_PATH)`;

function whatStandsAgainst(environment: Record<string, string | undefined>, asked: boolean): string | null {
  const here = (name: string) => environment[name] !== undefined;
  const real = ofRealInstances().find(here);
  if (real === "BOT_TOKEN" && environment.BOT_TOKEN === "") return "BOT_TOKEN is empty";
  if (real === "BOT_TOKEN_FILE" && !asked) return "BOT_TOKEN_FILE is set, but there is no token in the file";
  const missing = asked ? "" : ", but no BOT_TOKEN and no MATRIX_HOMESERVER";
  if (real) return `${real} is set${missing}`;
  if (environment.NODE_ENV?.trim().toLowerCase() === "production") return `NODE_ENV=production is set${missing}`;
  const configured = asked ? undefined : settings.find(({ name }) => !aboutThisRun.includes(name) && here(name));
  return configured ? `${configured.name} is set${missing}` : null;
}

/** The settings that only a real instance has; the token first, for it is what is missing. */
function ofRealInstances(): string[] {
  const names = settings.map(({ name }) => name as string);
  const files = [...names.filter((name) => name.endsWith("_FILE")), ...names.map((name) => `${name}_FILE`)];
  return ["BOT_TOKEN", "BOT_TOKEN_FILE", "MATRIX_HOMESERVER", "CODE_KEY", "PUBLIC_URL", ...files];
}
