/** The words by which the bot is told what to do, in every language; with "/" where a messenger has commands. */
export const commands = [
  "einwilligung",
  "widerruf",
  "status",
  "klasse",
  "morgens",
  "rechte",
  "datenschutz",
  "hilfe",
  "abbrechen",
  "verlassen",
  "sprache",
] as const;

export type Command = (typeof commands)[number];
