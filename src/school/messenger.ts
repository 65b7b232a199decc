export type MessengerKind = "telegram" | "matrix";

/** A messenger in which the school's bot is spoken to: Telegram, or one that speaks Matrix and is the school's own. */
export interface SchoolMessenger {
  kind: MessengerKind;
  /** What the bot is called there: "@janein_bot", "@janein:schule.example"; null where it was never reached. */
  bot: string | null;
  /** The name of the server, of Matrix: "schule.example". */
  server: string | null;
}

/** The school's own messenger, where it has one: it is named first wherever both are. */
export function ownOf(messengers: readonly SchoolMessenger[]): SchoolMessenger | undefined {
  return messengers.find(({ kind }) => kind === "matrix");
}

export function telegramOf(messengers: readonly SchoolMessenger[]): SchoolMessenger | undefined {
  return messengers.find(({ kind }) => kind === "telegram");
}

/**
 * In whose words something is said that names no messenger, as a receipt on paper: whoever reads it may be in each of
 * them, and a word that is written is understood in both.
 */
export function wordsFor(messengers: readonly SchoolMessenger[]): MessengerKind {
  return ownOf(messengers) ? "matrix" : "telegram";
}

/** The address that opens the chat with the bot of the school's own messenger; it carries no code. */
export function chatAddress({ bot }: Pick<SchoolMessenger, "bot">): string {
  return `https://matrix.to/#/${bot ?? ""}`;
}

/**
 * Where the numbers of chats and updates of Matrix begin: those of Telegram have "at most 52 significant bits"
 * (https://core.telegram.org/bots/api#chat), and what lies above is still a whole number that is kept exactly.
 */
export const matrixNumbers = 2 ** 52;

/** The numbers of the persons' chats, and of the updates, of a messenger; both ends are among them. */
export const numbersOn = (kind: MessengerKind): { from: number; to: number } =>
  kind === "matrix" ? { from: matrixNumbers, to: Number.MAX_SAFE_INTEGER } : { from: 0, to: matrixNumbers - 1 };

/** On which messenger a chat, or an update, is. In: its number; groups have negative ones. */
export const messengerOf = (number: number): MessengerKind =>
  Math.abs(number) >= matrixNumbers ? "matrix" : "telegram";
