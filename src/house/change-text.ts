import type { ChildNews } from "../../db/messenger/change-news.ts";
import type { ClassNews } from "../../db/messenger/class-news.ts";
import { purposes } from "../consent/event.ts";
import type { NameOf } from "../school/shown-name.ts";
import type { Speak } from "../texts.ts";

interface Words {
  nameOf: NameOf;
  speak: Speak;
  /** Where the school can be asked. */
  school: string;
}

/** Far enough below what the messenger takes (4,096), whatever is said around it. */
const roomFor = 3500;

/**
 * What has changed by other than an answer, in one message. To a teacher a list without a cause and without a word
 * of any parent; to a family what may be done now, and why in one clause; never what another one has answered.
 * What does not fit is counted.
 */
export function changeText(words: Words, children: readonly ChildNews[]): string {
  const { speak } = words;
  const taught = children.every((one) => one.to === "teacher");
  const said = children.map((one) => (one.to === "teacher" ? listed(words, one) : explained(words, one)));
  const between = taught ? "\n" : "\n\n";
  const { fitting, left } = fit(said, between);
  const text = fitting.join(between);
  if (taught) {
    const list = `${speak("tell.listChanged")}\n${text}`;
    return left > 0 ? `${list}\n${speak("tell.moreInClass", { count: left })}` : list;
  }
  const more = left > 0 ? [speak("tell.moreInStatus", { count: left })] : [];
  const answerable = children.some((one) => one.to === "family" && one.cause !== "left" && !one.onlyInformed);
  const waits = children.some((one) => one.to === "family" && (one.conflict || one.waits));
  return [
    text,
    ...more,
    ...(answerable ? [speak("tell.changeable")] : []),
    ...(waits ? [speak("why.whom", { school: words.school })] : []),
  ].join("\n\n");
}

/** To a teacher: a class that is new, with what stands for its children as far as it fits; or one no longer the own. */
export function classText(words: Words, { className, isOwn, children }: ClassNews): string {
  const { speak } = words;
  if (!isOwn) return speak("tell.classOver", { className });
  const said = children.map(({ child, now }) => listed(words, { child, to: "teacher", isNew: false, now }));
  const { fitting, left } = fit(said, "\n");
  const more = left > 0 ? [speak("tell.moreInClass", { count: left })] : [];
  return [speak("tell.classNew", { className }), ...fitting, ...more].join("\n");
}

function fit(said: readonly string[], between: string): { fitting: string[]; left: number } {
  let room = roomFor;
  const fitting = said.filter((one) => (room -= one.length + between.length) >= 0);
  return { fitting, left: said.length - fitting.length };
}

function listed({ speak, nameOf }: Words, news: Extract<ChildNews, { to: "teacher" }>): string {
  const child = nameOf(news.child);
  if ("leftClass" in news) return speak("tell.unlisted", { child, className: news.leftClass });
  const unasked = purposes.every((purpose) => news.now[purpose].by === null);
  return speak(news.isNew ? "tell.listedNew" : "tell.listed", {
    child,
    className: news.child.className,
    participation: speak.plain(unasked ? "standing.not_asked" : `participation.${news.now.participation}`),
  });
}

function explained({ speak, nameOf }: Words, news: Extract<ChildNews, { to: "family" }>): string {
  const values = {
    child: nameOf(news.child),
    className: news.child.className,
    participation: speak.plain(`participation.${news.participation}`),
  };
  return [
    speak(news.conflict ? "tell.conflict" : "tell.nowHolds", values),
    ...(news.cause === "other" ? [] : [speak(`tell.because.${news.cause}`)]),
    ...(news.waits && !news.conflict ? [speak("tell.stillMissing")] : []),
  ].join(" ");
}
