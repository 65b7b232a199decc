import type { Overview } from "../../db/school/overview.ts";
import type { ChildStanding } from "../consent/standing.ts";

interface Unanswered {
  topicGuess: string;
  count: number;
}

const hasGone = "has blocked the bot or left the messenger; call or write a letter";

/** How things are, in lines; ids instead of names, for it may end up in a ticket. */
export function schoolStatus(
  now: Overview,
  standings: readonly ChildStanding[],
  noticeVersion: number | null,
  unanswered: readonly Unanswered[],
): string {
  const joined = (role: "guardian" | "teacher") => {
    const all = now.people.filter((person) => person.role === role);
    return `${all.length}, joined ${all.filter((person) => person.joined).length}`;
  };
  const part = (participation: ChildStanding["participation"]) =>
    standings.filter((standing) => standing.participation === participation).length;
  const of = (what: "not_asked" | "conflict") =>
    standings.filter(({ audio, video }) => audio.standing === what || video.standing === what).length;
  const taking = `sound and picture ${part("audio_and_video")}, sound only ${part("audio_only")}, none ${part("none")}`;
  const { told, waiting } = now.messages;
  const forNobodyYet = waiting.filter((one) => !one.joined).length;
  const gone = now.people.filter((person) => person.unreachableSince !== null);
  return [
    `notice         ${noticeVersion === null ? "the school has not begun: janein setup" : `version ${noticeVersion}`}`,
    `school         ${now.classes} classes, ${now.children} children`,
    `guardians      ${joined("guardian")}`,
    `teachers       ${joined("teacher")}`,
    `codes          ${now.openCodes} waiting to be used`,
    `participation  ${taking} (not asked ${of("not_asked")}, conflict ${of("conflict")})`,
    `events         ${now.events}`,
    `messages       told ${told}, waiting ${waiting.length} (${forNobodyYet} for people who have not joined)`,
    `unanswered     ${unansweredLine(unanswered)}`,
    ...gone.map((person) => `unreachable    ${person.role} ${person.id} since ${person.unreachableSince}: ${hasGone}`),
    ...waiting
      .filter((one) => one.lastError !== null)
      .map((one) => `last refusal   person ${one.personId}: ${one.lastError}`),
  ].join("\n");
}

function unansweredLine(all: readonly Unanswered[]): string {
  const questions = `${all.reduce((sum, { count }) => sum + count, 0)} questions`;
  const topics = all.slice(0, 5).map(({ topicGuess, count }) => `${topicGuess || "none"} ${count}`);
  return topics.length === 0 ? questions : `${questions}, nearest topics: ${topics.join(", ")}`;
}
