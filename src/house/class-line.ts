import type { ClassCount } from "../consent/class-count.ts";
import type { SchoolClass } from "../school/people.ts";
import type { Speak } from "../texts.ts";

/** Stands beside whatever is not as it was seen last. */
export const changedMark = "●";

interface Counted {
  schoolClass: SchoolClass;
  count: ClassCount;
}

/**
 * One line for a class: how many of how many may take part and how, how many answers are missing; below it, whether
 * something has changed. Figures only: no reason, and no word on a parent.
 */
export function classLine(speak: Speak, { schoolClass, count }: Counted): string {
  const { all, of, unanswered, changed } = count;
  const line = speak(unanswered > 0 ? "class.lineOpen" : "class.line", {
    className: schoolClass.name,
    may: all - of.none,
    all,
    both: of.audio_and_video,
    audio: of.audio_only,
    none: of.none,
    open: unanswered,
  });
  return changed > 0 ? `${line}\n${speak("class.changed", { mark: changedMark, number: changed })}` : line;
}

/** The way to the names, for each class its own. */
export function nameButtons(speak: Speak, classes: readonly SchoolClass[]): { text: string; data: string }[][] {
  const text = (className: string) =>
    classes.length > 1 ? speak.plain("class.namesOf", { className }) : speak.plain("class.names");
  return classes.map(({ id, name }) => [{ text: text(name), data: `show:class:${id}` }]);
}
