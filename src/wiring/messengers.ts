import type { MessengerKind, SchoolMessenger } from "../school/messenger.ts";
import type { Config } from "./config.ts";

/** With what the bot signs in where the school's own messenger is. */
export interface MatrixSettings {
  address: string;
  user: string;
  password: string | null;
  token: string | null;
}

type Settings = Partial<
  Pick<Config, "BOT_TOKEN" | "MATRIX_HOMESERVER" | "MATRIX_USER" | "MATRIX_PASSWORD" | "MATRIX_TOKEN">
>;

/** What is set for a Matrix messenger; null where the school has none. */
export function matrixIn(config: Settings): MatrixSettings | null {
  const { MATRIX_HOMESERVER: address, MATRIX_USER: user, MATRIX_PASSWORD: password, MATRIX_TOKEN: token } = config;
  if (address === undefined || user === undefined) return null;
  return { address: address.replace(/\/$/, ""), user, password: password ?? null, token: token ?? null };
}

/** Where the bot's device keeps its token and its keys: beside the database, and in no copy of it. */
export const devicePathOf = ({ DATABASE_PATH }: Pick<Config, "DATABASE_PATH">): string => `${DATABASE_PATH}.device`;

/**
 * The messengers in which the school's bot is, the school's own first; where none is set, Telegram.
 * In: what the bot was called last in each, without its sign.
 */
export function messengersOf(
  config: Settings,
  called: (kind: MessengerKind) => string | null = () => null,
): readonly SchoolMessenger[] {
  const matrix = matrixIn(config);
  const withSign = (name: string | null) => (name === null ? null : `@${name}`);
  const inMatrix = withSign(called("matrix")) ?? (matrix?.user.includes(":") ? matrix.user : null);
  const own: SchoolMessenger = {
    kind: "matrix",
    bot: inMatrix,
    server: inMatrix?.split(":").slice(1).join(":") ?? null,
  };
  const telegram: SchoolMessenger = { kind: "telegram", bot: withSign(called("telegram")), server: null };
  if (matrix === null) return [telegram];
  return config.BOT_TOKEN === undefined ? [own] : [own, telegram];
}
