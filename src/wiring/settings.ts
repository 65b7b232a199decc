import * as v from "valibot";
import { ofMessengers } from "./messenger-settings.ts";
import { ofSchoolAccounts } from "./school-account-settings.ts";
import { ofHowLong } from "./how-long-settings.ts";
import { ofWhere } from "./where-settings.ts";
import { type Setting, whole } from "./setting.ts";
import { nameStyles } from "../school/shown-name.ts";

/** Every setting; the only table of them. A secret may also come as NAME_FILE, the path of a file that holds it. */
export const settings = [
  ...ofMessengers,
  ...ofSchoolAccounts,
  {
    name: "CODE_KEY",
    whose: "school",
    meaning:
      "Key that join codes, and addresses in the office's files, are hashed with. " +
      "Needed with BOT_TOKEN or MATRIX_HOMESERVER; changing it voids all codes.",
    secret: true,
    check: v.pipe(v.string(), v.minLength(32)),
    expected: "at least 32 characters, for example from: openssl rand -base64 32",
  },
  {
    name: "TELEGRAM_API_ROOT",
    meaning: "Another Bot API server.",
    default: "https://api.telegram.org",
    check: v.pipe(v.string(), v.url(), v.regex(/^https?:/)),
    expected: "an address that begins with https:// or http://",
  },
  {
    name: "SCHOOLS_PATH",
    whose: "installation",
    meaning:
      "A folder with a folder for each school, where there are several; " +
      "then each has its database and its settings there.",
    check: v.pipe(v.string(), v.minLength(1)),
    expected: "a path",
  },
  ...ofWhere,
  {
    name: "TIMESTAMP_URL",
    meaning: "A time-stamp server (RFC 3161) that stamps the newest head four times a day.",
    check: v.pipe(v.string(), v.url(), v.regex(/^https?:/)),
    expected: "an address that begins with https:// or http://",
  },
  {
    name: "TIMESTAMP_CA",
    meaning: "A file with the root certificates (PEM) that its time stamps are compared with.",
    check: v.pipe(v.string(), v.minLength(1)),
    expected: "a path",
  },
  {
    name: "PUBLIC_URL",
    meaning:
      "Address under which the office's pages are reached, for its links; " +
      "with https:// the cookie is sent over TLS only. Without it, HOST and PORT.",
    check: v.pipe(
      v.string(),
      v.url(),
      v.regex(/^https?:\/\/[^/]+\/?$/),
      v.transform((url) => url.replace(/\/$/, "")),
    ),
    expected: "an address without a path, such as https://janein.example",
  },
  {
    name: "PORT",
    whose: "installation",
    meaning: "Port of the office's pages, the demo page and the health check.",
    default: "3000",
    check: whole(0, 65535),
    expected: "a number from 0 to 65535",
  },
  {
    name: "HOST",
    whose: "installation",
    meaning: "Address that the port is opened on.",
    default: "127.0.0.1",
    check: v.union([v.pipe(v.string(), v.ip()), v.literal("localhost")]),
    expected: "an IP address",
  },
  {
    name: "TRUST_PLAIN_HTTP",
    whose: "installation",
    meaning:
      "`yes` opens the port on another HOST than loopback although PUBLIC_URL is not https://: " +
      "whoever is on that network can then read along.",
    default: "no",
    check: v.picklist(["yes", "no"]),
    expected: "yes or no",
  },
  {
    name: "TIME_ZONE",
    meaning: "Time zone of the dates that people read.",
    default: "Europe/Berlin",
    check: v.pipe(
      v.string(),
      v.check((zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC"),
    ),
    expected: "a name such as Europe/Berlin",
  },
  {
    name: "CHILD_NAMES",
    meaning: "How a child is named in chat: initial (Mia K.), initials (M. K.) or full.",
    default: "initial",
    check: v.picklist(nameStyles),
    expected: "initial, initials or full",
  },
  {
    name: "CODE_DAYS",
    meaning: "For how many days a join code is valid.",
    default: "30",
    check: whole(1, 365),
    expected: "a number from 1 to 365",
  },
  {
    name: "KEEP_SCANS",
    meaning:
      "`yes` keeps the picture of each scanned sheet that was confirmed, as long as the declaration on it; " +
      "else only its hash.",
    default: "no",
    check: v.picklist(["yes", "no"]),
    expected: "yes or no",
  },
  {
    name: "PUPIL_AGE",
    meaning: "From which age the pupil must agree as well.",
    default: "16",
    check: whole(14, 18),
    expected: "a number from 14 to 18",
  },
  ...ofHowLong,
  {
    name: "MESSAGES_PER_SECOND",
    meaning: "So many messages a second the messenger takes of the whole bot.",
    default: "30",
    check: whole(1, 100_000),
    expected: "a number from 1 to 100000",
  },
  {
    name: "METRICS_TOKEN",
    whose: "installation",
    meaning: "With it as a bearer, /metrics is read from other machines too; without it, from this one alone.",
    secret: true,
    check: v.pipe(v.string(), v.minLength(20)),
    expected: "at least 20 characters, for example from: openssl rand -base64 32",
  },
  {
    name: "HEARTBEAT_URL",
    whose: "installation",
    meaning: "An address that is called every five minutes while all is well, such as a check of healthchecks.io.",
    secret: true,
    check: v.pipe(v.string(), v.url(), v.regex(/^https?:/)),
    expected: "an address that begins with https:// or http://",
  },
  {
    name: "OPERATOR_CHAT",
    whose: "school",
    meaning:
      "Id of the chat (in Matrix the address of the person) that hears when something has been wrong for an hour, " +
      "and when it is over; whoever it is must have written to the bot once.",
    check: v.pipe(v.string(), v.regex(/^(\d{1,16}|@[^\s:@]+:\S+)$/)),
    expected: "the number of a chat with one person, or an address such as @admin:schule.example",
  },
  {
    name: "LOG_LEVEL",
    whose: "installation",
    meaning: "How much is logged; ids and outcomes only, at every level.",
    default: "info",
    check: v.picklist(["error", "warn", "info", "debug", "silent"]),
    expected: "error, warn, info, debug or silent",
  },
] as const satisfies Setting[];
