/** The messengers in which JaNein can be spoken to. */
export type MessengerKind = "telegram" | "matrix";

/** A messenger that the school uses. */
export interface SchoolMessenger {
  kind: MessengerKind;
  /** What the bot is called there, with its sign: "@janein_bot", "@janein:schule.example"; null while nobody knows. */
  bot: string | null;
  /** The server's name, of Matrix. */
  server: string | null;
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
