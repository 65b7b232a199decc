import { type ConsentEvent, type Purpose, purposes } from "../consent/event.ts";
import { answersThatCount, type ChildStanding, type Standing } from "../consent/standing.ts";
import { dayOf } from "../school/dates.ts";
import type { ChildInClass } from "../school/people.ts";
import type { Speak } from "../texts.ts";
import type { House } from "./house.ts";

type Naming = Pick<House, "nameOf" | "timeZone">;
type Own = { child: ChildInClass; personId: string };

/**
 * What this person has answered for a child, since when, on which notice version, and what is allowed now;
 * never what another guardian answered.
 */
export function standingText(
  house: Naming,
  speak: Speak,
  { child, personId }: Own,
  standing: ChildStanding | undefined,
  events: readonly ConsentEvent[],
): string {
  if (!standing) return "";
  const [audio = "", video = ""] = purposes.map((purpose) =>
    line(house, speak, purpose, standing[purpose].standing, answersThatCount(events, purpose), personId),
  );
  const values = {
    child: house.nameOf(child),
    className: child.className,
    participation: speak.plain(`participation.${standing.participation}`),
  };
  return speak("status.child", { ...values, audio: "@audio", video: "@video" })
    .replace("@audio", () => audio)
    .replace("@video", () => video);
}

const asStanding: Partial<Record<ConsentEvent["kind"], Standing>> = {
  given: "yes",
  refused: "no",
  withdrawn: "withdrawn",
};

function line(
  { timeZone }: Naming,
  speak: Speak,
  of: Purpose,
  stands: Standing,
  { answers, lapse }: ReturnType<typeof answersThatCount>,
  personId: string,
): string {
  const purpose = speak.plain(`word.${of}`);
  if (stands === "conflict") return speak("status.line", { purpose, standing: speak.plain("standing.conflict") });
  const own = answers.get(personId) ?? answers.get(null);
  if (!own)
    return speak("status.line", { purpose, standing: speak.plain(lapse ? "standing.lapsed" : "standing.not_asked") });
  const since = speak("status.lineSince", {
    purpose,
    standing: speak.plain(`standing.${asStanding[own.kind] ?? "no"}`),
    since: dayOf(own.at, timeZone),
    version: own.notice,
  });
  return own.kind === "given" && stands === "not_asked" ? `${since}\n${speak("status.waits")}` : since;
}
