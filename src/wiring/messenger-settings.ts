import * as v from "valibot";
import type { Setting } from "./setting.ts";

/** On which messengers the bot is, and with what it signs in there. */
export const ofMessengers = [
  {
    name: "BOT_TOKEN",
    whose: "school",
    meaning: "Token of the bot on Telegram, from @BotFather. The demo opens only where nothing at all is configured.",
    secret: true,
    check: v.pipe(v.string(), v.regex(/^\d+:[\w-]{20,}$/)),
    expected: "digits, a colon and at least 20 letters, as @BotFather gives it",
  },
  {
    name: "TELEGRAM_WEBHOOK",
    whose: "school",
    meaning:
      "`yes` lets Telegram send what is written to the bot to PUBLIC_URL with /telegram behind it, " +
      "instead of being asked for it.",
    default: "no",
    check: v.picklist(["yes", "no"]),
    expected: "yes or no",
  },
  {
    name: "MATRIX_HOMESERVER",
    whose: "school",
    meaning: "Address of the school's own messenger, where it speaks Matrix; instead of BOT_TOKEN, or beside it.",
    check: v.pipe(v.string(), v.url(), v.regex(/^https?:\/\/[^/]+\/?$/)),
    expected: "an address without a path, such as https://matrix.schule.example",
  },
  {
    name: "MATRIX_USER",
    whose: "school",
    meaning: "The bot's account there.",
    check: v.pipe(v.string(), v.regex(/^(@[^\s:@]+:\S+|[^\s:@]+)$/)),
    expected: "a name, such as janein, or an address, such as @janein:schule.example",
  },
  {
    name: "MATRIX_PASSWORD",
    whose: "school",
    meaning: "Its password; it signs in once, and keeps its device in a file beside the database.",
    secret: true,
    check: v.pipe(v.string(), v.minLength(1)),
    expected: "the password of that account",
  },
  {
    name: "MATRIX_TOKEN",
    whose: "school",
    meaning: "An access token of its own device, instead of the password, where one signs in by a web page.",
    secret: true,
    check: v.pipe(v.string(), v.minLength(1)),
    expected: "an access token that nothing else uses",
  },
] as const satisfies Setting[];
