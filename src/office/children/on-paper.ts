import type { OnPaper } from "../../../db/messenger/paper-reminders.ts";
import { dayIn } from "../page/said.ts";
import type { Say } from "../page/words.ts";

/** How often somebody was reminded on paper, and when last. */
export const onPaperWords = (say: Say, { count, last }: OnPaper, timeZone: string): string =>
  say("contact.onPaper", { count, day: dayIn(timeZone, last) });
