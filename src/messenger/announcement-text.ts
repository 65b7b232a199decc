import type { Announcement } from "../../db/outbox.ts";
import { purposes } from "../consent/event.ts";
import type { Standing } from "../consent/standing.ts";
import { dateAndTime } from "./dates.ts";
import type { House } from "./house.ts";

type Words = Pick<House, "speak" | "nameOf" | "timeZone">;

/** The words of an announcement, made when it is sent, from what stands then: a late one is never false. */
export function announcementText(house: Words, announcement: Announcement): string {
  const text = announcement.role === "teacher" ? forTeacher(house, announcement) : forGuardian(house, announcement);
  return announcement.repeated ? `${house.speak("tell.repeated")}\n${text}` : text;
}

/** What changed and what is allowed now; not which parent decided, nor that two of them differ. */
function forTeacher({ speak, nameOf }: Words, { child, events, now }: Announcement): string {
  const touched = purposes.filter((purpose) => events.some((event) => event.purpose === purpose));
  const changed = touched.map((purpose) => speak.plain("tell.changed", { purpose: speak.plain(`word.${purpose}`), standing: speak.plain(standingKey(now[purpose].standing)) }));
  return speak("tell.teacher", { className: child.className, child: nameOf(child), changed: changed.join(", "), participation: speak.plain(`participation.${now.participation}`) });
}

const standingKey = (standing: Standing) => (standing === "conflict" ? "tell.beingSettled" : `standing.${standing}` as const);

/** What the guardian declared, with the time of it; of another guardian only that there is a different declaration. */
function forGuardian({ speak, nameOf, timeZone }: Words, { child, events, now }: Announcement): string {
  const declared = purposes.map((purpose) => events.findLast((event) => event.purpose === purpose)).filter((event) => event !== undefined);
  const lines = declared.map((event) => speak("tell.declared", { purpose: speak.plain(`word.${event.purpose}`), kind: speak.plain(`kind.${event.kind}`) }));
  const values = { child: nameOf(child), className: child.className, participation: speak.plain(`participation.${now.participation}`) };
  const text = speak("tell.guardian", { ...values, declared: "@declared", at: dateAndTime(declared.at(-1)?.at ?? "", timeZone) }).replace("@declared", lines.join("\n"));
  const conflict = purposes.some((purpose) => now[purpose].standing === "conflict");
  return conflict ? `${text}\n\n${speak("tell.conflict", values)}` : text;
}
