import { select, type Sent } from "../page/form.ts";
import type { Desk, Html } from "../page/layout.ts";
import { dayIn } from "../page/said.ts";

/** The versions of the notice, oldest first. */
export type Versions = readonly { number: number; publishedAt: string }[];

/** Which version of the notice was answered to: the one of the day, unless the sheet names its own. */
export function versionField({ say, timeZone }: Desk, form: string, versions: Versions, sent: Sent): Html {
  const published = versions.toReversed().map(({ number, publishedAt }) => {
    const day = dayIn(timeZone, publishedAt);
    return [String(number), say("answer.noticeOption", { number, day })] as const;
  });
  const notice = { label: say("answer.notice"), hint: say("answer.noticeHint") };
  const options = [["", say("answer.noticeOfDay")] as const, ...published];
  return select(say, { form, name: "notice", ...notice, sent, options });
}
