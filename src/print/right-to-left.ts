import bidiFactory from "bidi-js";

const bidi = bidiFactory();

/** Whether a text has letters that run from right to left. */
const hasRightToLeft = (text: string): boolean => /\p{Script=Arabic}|\p{Script=Hebrew}/u.test(text);

/** Whether a line begins from the right: by its letters, or because a mark says so. */
export const beginsRight = (line: string): boolean => line.includes("\u200f") || hasRightToLeft(line);

/** A piece of a line in one direction, as it stands on paper. */
export interface Run {
  text: string;
  rightToLeft: boolean;
}

/**
 * The pieces of one line from left to right (Unicode bidirectional algorithm).
 * In: the line in the order in which it is read; whether its paragraph runs from right to left.
 * Letters stay in reading order inside a piece: the font turns those of a script that runs the other way.
 */
export function runsOf(line: string, rightToLeft: boolean): Run[] {
  const { levels } = bidi.getEmbeddingLevels(line, rightToLeft ? "rtl" : "ltr");
  const runs: { text: string; level: number }[] = [];
  for (const [at, letter] of [...line].entries()) {
    const level = levels[at] ?? 0;
    const last = runs.at(-1);
    if (last?.level === level) last.text += letter;
    else runs.push({ text: letter, level });
  }
  for (let level = Math.max(0, ...runs.map((run) => run.level)); level > 0; level -= 1) turn(runs, level);
  return runs.map((run) => ({
    text: run.level % 2 === 1 ? mirrored(run.text) : run.text,
    rightToLeft: run.level % 2 === 1,
  }));
}

/** Rule L2: everything at this level or above changes its order. */
function turn(runs: { level: number }[], level: number): void {
  for (let from = 0; from < runs.length; from += 1) {
    let to = from;
    while ((runs[to]?.level ?? -1) >= level) to += 1;
    if (to > from + 1) runs.splice(from, to - from, ...runs.slice(from, to).reverse());
    from = Math.max(from, to - 1);
  }
}

/** Brackets look the other way; what has no letter of its own must be turned by hand. */
function mirrored(text: string): string {
  const turned = [...text].map((letter) => bidi.getMirroredCharacter(letter) ?? letter);
  return (hasRightToLeft(text) ? turned : turned.reverse()).join("");
}
