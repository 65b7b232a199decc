import type { Overview } from "../../db/school/overview.ts";
import type { ChildStanding } from "../consent/standing.ts";

/** How things are, in lines; ids instead of names, for it may end up in a ticket. */
export function schoolStatus(
  now: Overview,
  standings: readonly ChildStanding[],
  noticeVersion: number,
  unanswered: readonly { topicGuess: string; count: number }[],
): string {
  const joined = (role: "guardian" | "teacher") => {
    const all = now.people.filter((person) => person.role === role);
    return `${all.length}, joined ${all.filter((person) => person.joined).length}`;
  };
  const part = (participation: ChildStanding["participation"]) =>
    standings.filter((standing) => standing.participation === participation).length;
  const of = (what: "not_asked" | "conflict") =>
    standings.filter(({ audio, video }) => audio.standing === what || video.standing === what).length;
  const { told, waiting } = now.messages;
  const gone = now.people.filter((person) => person.unreachableSince !== null);
  return [
    `notice         version ${noticeVersion}`,
    `school         ${now.classes} classes, ${now.children} children`,
    `guardians      ${joined("guardian")}`,
    `teachers       ${joined("teacher")}`,
    `codes          ${now.openCodes} waiting to be used`,
    `participation  sound and picture ${part("audio_and_video")}, sound only ${part("audio_only")}, none ${part("none")} (not asked ${of("not_asked")}, conflict ${of("conflict")})`,
    `events         ${now.events}`,
    `messages       told ${told}, waiting ${waiting.length} (${waiting.filter((one) => !one.joined).length} for people who have not joined)`,
    `unanswered     ${unanswered.reduce((sum, one) => sum + one.count, 0)} questions${
      unanswered.length > 0
        ? `, nearest topics: ${unanswered
            .slice(0, 5)
            .map((one) => `${one.topicGuess || "none"} ${one.count}`)
            .join(", ")}`
        : ""
    }`,
    ...gone.map(
      (person) =>
        `unreachable    ${person.role} ${person.id} since ${person.unreachableSince}: has blocked the bot or left the messenger; call or write a letter`,
    ),
    ...waiting
      .filter((one) => one.lastError !== null)
      .map((one) => `last refusal   person ${one.personId}: ${one.lastError}`),
  ].join("\n");
}
