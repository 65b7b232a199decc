import type { News } from "../../db/messenger/news.ts";
import type { Announcement } from "../../db/messenger/outbox.ts";
import { type ConsentEvent, purposes } from "../consent/event.ts";
import { receiptCode } from "../consent/receipt.ts";
import { dueOn, isClosed, type RightsRequest } from "../consent/rights.ts";
import type { Standing } from "../consent/standing.ts";
import { dateAndTime, dayOf, germanDate } from "../school/dates.ts";
import type { Speak } from "../texts.ts";
import type { House } from "./house.ts";

/** How the reader is spoken to, and how children and moments are written. */
type Words = Pick<House, "nameOf" | "timeZone"> & { speak: Speak };
type Decision = Extract<News, { kind: "decision" }>;

/** The words of an announcement, made when it is sent, from what stands then: a late one is never false. */
export function announcementText(words: Words, announcement: Announcement): string {
  const text = wordsOf(words, announcement);
  return announcement.repeated ? `${words.speak("tell.repeated")}\n${text}` : text;
}

function wordsOf(words: Words, { news, role, personId }: Announcement): string {
  const { speak, nameOf } = words;
  if (news.kind === "decision")
    return role === "teacher" ? forTeacher(words, news) : forGuardian(words, news, personId);
  if (news.kind === "notice")
    return speak("tell.notice", { version: news.number, until: news.lapseOn === null ? "" : germanDate(news.lapseOn) });
  if (news.kind === "period")
    return speak(`tell.period${news.running ? "Started" : "Ended"}${role === "teacher" ? "Teacher" : ""}`);
  if (news.kind === "reminder")
    return speak("tell.reminder", { child: nameOf(news.child), className: news.child.className });
  return ofRequest(words, news.request);
}

/**
 * Where it stands, until when the school must answer, what it writes;
 * of a refusal also what can be done against it (Art. 12(4) GDPR).
 */
function ofRequest({ speak, timeZone }: Words, { right, history }: RightsRequest): string {
  const last = history.at(-1);
  const step = speak("tell.request", {
    right: speak.plain(`right.${right}`),
    at: dayOf(history[0]?.at ?? "", timeZone),
    step: speak.plain(`requestStep.${last?.step ?? "received"}`),
    context: right,
  });
  return [
    isClosed({ history }) ? step : `${step}\n${speak("tell.requestDue", { due: germanDate(dueOn({ history })) })}`,
    ...(last?.note ? [speak("tell.note", { note: last.note })] : []),
    ...(last?.step === "declined" ? [speak("tell.requestDeclined")] : []),
  ].join("\n\n");
}

/** What changed and what is allowed now; not which parent decided, nor that two of them differ. */
function forTeacher({ speak, nameOf }: Words, { child, events, now }: Decision): string {
  const touched = purposes.filter((purpose) => events.some((event) => event.purpose === purpose));
  const changed = touched.map((purpose) =>
    speak.plain("tell.changed", {
      purpose: speak.plain(`word.${purpose}`),
      standing: speak.plain(standingKey(now[purpose].standing)),
    }),
  );
  return speak("tell.teacher", {
    className: child.className,
    child: nameOf(child),
    changed: changed.join(", "),
    participation: speak.plain(`participation.${now.participation}`),
  });
}

const standingKey = (standing: Standing) =>
  standing === "conflict" ? "tell.beingSettled" : (`standing.${standing}` as const);

/**
 * What this person declared, with the time and the receipt code;
 * of another guardian only that there is a different declaration, or no longer one.
 */
function forGuardian({ speak, nameOf, timeZone }: Words, { child, events, now }: Decision, personId: string): string {
  const values = {
    child: nameOf(child),
    className: child.className,
    participation: speak.plain(`participation.${now.participation}`),
  };
  const conflict = purposes.some((purpose) => now[purpose].standing === "conflict");
  const own = declaredBy(events, personId);
  if (own.length === 0) return speak(conflict ? "tell.conflict" : whyOf(events), values);
  const lines = own.map((event) =>
    speak("tell.declared", { purpose: speak.plain(`word.${event.purpose}`), kind: speak.plain(`kind.${event.kind}`) }),
  );
  if (own.some((event) => event.kind === "given" && now[event.purpose].standing === "not_asked"))
    lines.push(speak("status.waits"));
  const last = own.at(-1);
  const written =
    last && last.route !== "chat"
      ? `\n${speak("tell.route", { route: speak.plain(`route.${last.route}`), by: last.recordedBy })}`
      : "";
  const text = speak("tell.guardian", {
    ...values,
    declared: "@declared",
    at: dateAndTime(last?.at ?? "", timeZone, speak.language),
    code: receiptCode(lastOf(events, last)),
  }).replace("@declared", () => lines.join("\n") + written);
  return conflict ? `${text}\n\n${speak("tell.conflict", values)}` : text;
}

/** What this person last declared for each purpose, in these events. */
export function declaredBy<Event extends ConsentEvent>(events: readonly Event[], personId: string): Event[] {
  const own = events.filter((event) => event.person === personId && event.kind !== "lapsed");
  return purposes
    .map((purpose) => own.findLast((event) => event.purpose === purpose))
    .filter((event) => event !== undefined);
}

/** The hash of the last event of the same decision: the receipt is named after it. */
const lastOf = (events: Decision["events"], event: Decision["events"][number] | undefined) =>
  events.findLast((one) => one.decision === event?.decision)?.hash ?? "";

function whyOf(events: readonly ConsentEvent[]): "tell.lapsed" | "tell.voided" | "tell.settled" {
  const last = events.at(-1)?.kind;
  return last === "lapsed" ? "tell.lapsed" : last === "voided" ? "tell.voided" : "tell.settled";
}
