import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as v from "valibot";
import { toldAddress } from "../../db/postgres/address.ts";
import type { Setting } from "./setting.ts";
import { settings } from "./settings.ts";

type Name = (typeof settings)[number]["name"];
type Output<N extends Name> = v.InferOutput<Extract<(typeof settings)[number], { name: N }>["check"]>;
type Optional =
  | ("BOT_TOKEN" | "CODE_KEY" | "PUBLIC_URL" | "PROOF_PATH" | "SCHOOL_PATH" | "TIMESTAMP_URL" | "TIMESTAMP_CA")
  | ("SCHOOLS_PATH" | "DATABASE_URL" | "METRICS_TOKEN" | "HEARTBEAT_URL" | "OPERATOR_CHAT")
  | ("MATRIX_HOMESERVER" | "MATRIX_USER" | "MATRIX_PASSWORD" | "MATRIX_TOKEN")
  | ("OIDC_ISSUER" | "OIDC_CLIENT_ID" | "OIDC_CLIENT_SECRET");
export type Config = { [N in Exclude<Name, Optional>]: Output<N> } & { [N in Optional]: Output<N> | undefined } & {
  /** Where the school's pages are on its address, before `/office`: "" for whoever has the address alone. */
  path: string;
};

/** Where a school's rows are. */
export type Where = Pick<Config, "DATABASE_PATH"> & Partial<Pick<Config, "DATABASE_URL">>;

/** The address of a school's schema in PostgreSQL, or the path of its file. */
export const databaseOf = ({ DATABASE_URL, DATABASE_PATH }: Where): string => DATABASE_URL ?? DATABASE_PATH;

/** The same, as it may be told and logged. */
export const toldDatabase = ({ DATABASE_URL, DATABASE_PATH }: Where): string =>
  DATABASE_URL === undefined ? resolve(DATABASE_PATH) : toldAddress(DATABASE_URL);

/** A setting that is wrong or missing: one line that names it. */
export class WrongSetting extends Error {}

/**
 * Reads the settings from an environment. Out: values in their own types.
 * Errors: WrongSetting, naming the setting and what it should look like (never its value, which may be a secret).
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const named = settings.map((setting) => [setting.name, read(setting, environment)]);
  const values = { ...Object.fromEntries(named), path: "" } as Config;
  refuseHalfMatrix(values);
  refuseHalfAccounts(values);
  const messenger = values.BOT_TOKEN !== undefined ? "BOT_TOKEN" : "MATRIX_HOMESERVER";
  if (values[messenger] !== undefined && values.CODE_KEY === undefined)
    throw new WrongSetting(
      `CODE_KEY is missing: with ${messenger} it is needed, ` +
        " at least 32 characters, " +
        "for example from: openssl rand -base64 32",
    );
  return values;
}

/** Where one is set, the others are needed that belong to it. */
function refuseHalfMatrix(values: Config): void {
  const { MATRIX_HOMESERVER: server, MATRIX_USER: user, MATRIX_PASSWORD: password, MATRIX_TOKEN: token } = values;
  if ([server, user, password, token].every((one) => one === undefined)) return;
  const missing =
    (server === undefined && "MATRIX_HOMESERVER") ||
    (user === undefined && "MATRIX_USER") ||
    (password === undefined && token === undefined && "MATRIX_PASSWORD (or MATRIX_TOKEN)");
  if (missing)
    throw new WrongSetting(
      `${missing} is missing: a Matrix messenger needs MATRIX_HOMESERVER, MATRIX_USER, ` +
        "and MATRIX_PASSWORD or MATRIX_TOKEN",
    );
}

function refuseHalfAccounts(values: Config): void {
  const names = ["OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"] as const;
  const missing = names.find((name) => values[name] === undefined);
  if (missing !== undefined && names.some((name) => values[name] !== undefined))
    throw new WrongSetting(`${missing} is missing: to sign in with school accounts, ${names.join(", ")} are needed`);
  if (missing === undefined && values.PUBLIC_URL === undefined)
    throw new WrongSetting("PUBLIC_URL is missing: with OIDC_ISSUER the provider must know where to send people back");
}

function read(setting: Setting, environment: Record<string, string | undefined>): unknown {
  const raw = setting.secret ? secret(setting.name, environment) : environment[setting.name];
  const value = raw === undefined || raw === "" ? setting.default : raw;
  if (value === undefined) return undefined;
  const checked = v.safeParse(setting.check, value);
  if (!checked.success) throw new WrongSetting(`${setting.name} is wrong: expected ${setting.expected}`);
  return checked.output;
}

function secret(name: string, environment: Record<string, string | undefined>): string | undefined {
  const file = environment[`${name}_FILE`];
  if (!file) return environment[name];
  if (environment[name]) throw new WrongSetting(`${name} and ${name}_FILE are both set: keep one`);
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new WrongSetting(`${name}_FILE cannot be read (${codeOf(error)}): ${file}`);
  }
}

/** The system's word for what went wrong (ENOENT), for the line that names it. */
export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown";
}
