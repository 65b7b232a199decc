import type { News } from "../../db/messenger/news.ts";
import type { Announcement } from "../../db/messenger/outbox.ts";
import { type ConsentEvent, purposes } from "../consent/event.ts";
import { receiptCode } from "../consent/receipt.ts";
import { dueOn, isClosed, type RightsRequest } from "../consent/rights.ts";
import type { Stands } from "../consent/standing.ts";
import { dateAndTime, dayOf, germanDate } from "../school/dates.ts";
import type { NameOf } from "../school/shown-name.ts";
import { isMissing } from "../consent/why.ts";
import type { Speak, Values } from "../texts.ts";
import { classLine } from "./class-line.ts";
import { changeText, classText } from "./change-text.ts";
import type { House } from "./house.ts";
import { officeMorningText } from "./office-morning-text.ts";

/** How the reader is spoken to, how children and moments are written, and where the school can be asked. */
type Words = Pick<House, "timeZone" | "officeAt"> & { speak: Speak; nameOf: NameOf; school: string };
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
  if (news.kind === "morning")
    return [speak("tell.morning"), ...news.classes.map((one) => classLine(speak, one))].join("\n\n");
  if (news.kind === "officeMorning") return officeMorningText(words, news);
  if (news.kind === "matter") return speak("tell.matter", { words: news.words });
  if (news.kind === "change") return changeText(words, news.children);
  if (news.kind === "class") return classText(words, news);
  if (news.kind === "arrived") return ofArrival(words, news);
  if (news.kind === "account") return ofParting(words, news);
  return ofRequest(words, news.request);
}

/** To whoever answers requests: which right, until when, and the way to it; of whose it is, and its words, nothing. */
function ofArrival({ speak, officeAt }: Words, { id, right, dueOn: due }: Extract<News, { kind: "arrived" }>): string {
  const what = speak("arrived.text", { right: speak.plain(`right.${right}`), due: germanDate(due) });
  return `${what}\n\n${officeAt === null ? speak("arrived.where") : `${officeAt}/office/requests/${id}`}`;
}

/** To a chat that has lost a person: by whom, and what became of an open question. */
function ofParting({ speak }: Words, { how, name, open }: Extract<News, { kind: "account" }>): string {
  const text = speak(how === "moved" ? "tell.accountMoved" : "tell.accountCut", { name });
  return open ? `${text}\n\n${speak("tell.questionClosed")}` : text;
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
function forTeacher({ speak, nameOf }: Words, { child, changed: purposes, now }: Decision): string {
  const changed = purposes.map((purpose) =>
    speak.plain("tell.changed", {
      purpose: speak.plain(`word.${purpose}`),
      standing: speak.plain(standingKey(now[purpose])),
    }),
  );
  return speak("tell.teacher", {
    className: child.className,
    child: nameOf(child),
    changed: changed.join(", "),
    participation: speak.plain(`participation.${now.participation}`),
  });
}

/** Where somebody has agreed and another one's consent is missing, it is not that nobody has answered. */
function standingKey({ standing, by }: Stands) {
  if (standing === "conflict") return "tell.beingSettled";
  return standing === "not_asked" && by ? "tell.notYet" : (`standing.${standing}` as const);
}

/**
 * What this person declared, with the time and the receipt code;
 * of another guardian only that there is a different declaration, or no longer one.
 */
function forGuardian(words: Words, decision: Decision, personId: string): string {
  const { speak, nameOf, timeZone } = words;
  const { child, events, now, why } = decision;
  const values = {
    child: nameOf(child),
    className: child.className,
    participation: speak.plain(`participation.${now.participation}`),
  };
  const conflict = purposes.some((purpose) => now[purpose].standing === "conflict");
  const own = declaredBy(events, personId);
  const differing = () => inConflict(words, decision, values, own);
  if (own.length === 0) return conflict ? differing() : ofAnother(speak, decision, values);
  const lines = own.map((event) =>
    speak("tell.declared", { purpose: speak.plain(`word.${event.purpose}`), kind: speak.plain(`kind.${event.kind}`) }),
  );
  const waits = why.some(isMissing);
  if (waits) lines.push(speak("status.waits"));
  for (const one of ["lapsed", "settled"] as const) if (why.includes(one)) lines.push(speak(`why.${one}`));
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
  if (conflict) return `${text}\n\n${differing()}`;
  return waits ? `${text}\n\n${speak("why.whom", { school: words.school })}` : text;
}

/** That declarations differ, what holds meanwhile, the own answers as far as they are not said already, whom to ask. */
function inConflict(
  { speak, school }: Words,
  decision: Decision,
  values: Values,
  told: readonly ConsentEvent[],
): string {
  const own = purposes.flatMap((purpose) => {
    const kind = decision.own[purpose];
    return kind ? [{ purpose, text: `${speak.plain(`word.${purpose}`)} ${speak.plain(`kind.${kind}`)}` }] : [];
  });
  const isTold = own.every(({ purpose }) => told.some((event) => event.purpose === purpose));
  const answers = own.map(({ text }) => text).join(", ");
  return [
    speak("tell.conflict", values),
    ...(isTold ? [] : [speak("tell.yourAnswer", { answers })]),
    speak("why.whom", { school }),
  ].join("\n");
}

/** What this person last declared for each purpose, in these events. */
export function declaredBy<Event extends ConsentEvent>(events: readonly Event[], personId: string): Event[] {
  const own = events.filter((event) => event.person === personId && isDeclared(event));
  return purposes
    .map((purpose) => own.findLast((event) => event.purpose === purpose))
    .filter((event) => event !== undefined);
}

/** A lapse and what the school has upheld are about a person, and nobody's declaration. */
const isDeclared = ({ kind }: ConsentEvent) => kind !== "lapsed" && kind !== "upheld";

/** The hash of the last event of the same decision: the receipt is named after it. */
const lastOf = (events: Decision["events"], event: Decision["events"][number] | undefined) =>
  events.findLast((one) => one.decision === event?.decision)?.hash ?? "";

/** What holds now, to whoever did not declare it: of an answer not even that it was one. */
function ofAnother(speak: Speak, { events, wasConflict }: Decision, values: Values): string {
  const last = events.at(-1);
  if (last?.kind === "lapsed") return speak("tell.lapsed", values);
  if (last?.kind === "voided") return speak("tell.voided", values);
  if (last?.role === "office" || wasConflict) return speak("tell.settled", values);
  return `${speak("tell.nowHolds", values)} ${speak("tell.changeable")}`;
}
