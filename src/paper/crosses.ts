import { type Answer, type Purpose, purposes } from "../consent/event.ts";
import { boxes } from "../school/form-field.ts";
import type { Gray } from "./gray.ts";
import { type Ink, inkIn } from "./ink.ts";
import type { FoundField } from "./marks.ts";

/**
 * A box: crossed, empty, or why it is neither. `lost`: not to be seen; `filled`: taken back, blackened or struck out;
 * `stroke`: a single line, which may strike out too; `around`: something is written beside it; `faint`: too little.
 */
export type Box = "crossed" | "empty" | "lost" | "filled" | "stroke" | "around" | "faint";

/** What was answered, or why it is left open: no box is crossed, both are, or one of them is not clear. */
export type Crossed = Answer | "none" | "both" | Exclude<Box, "crossed" | "empty">;

/** What may be in an empty box: dirt of the scanner. */
const most = { dark: 0.012, faint: 0.06, around: 0.22 };
/** How much ink a cross has, what its two strokes leave of it, and what of it goes out beside the middle of a side. */
const cross = { from: 0.07, to: 0.56, rest: 0.03, leaving: 4 };
/** How far a cross reaches (mm), and what the lesser of its strokes has. */
const least = { spread: 0.45, lesser: 0.12 };

/** What a box says by its ink. */
export function boxOf(ink: Ink | null): Box {
  if (ink === null) return "lost";
  if (ink.dark <= most.dark && ink.faint <= most.faint) return ink.around > most.around ? "around" : "empty";
  if (ink.dark > cross.to) return "filled";
  if (ink.around > most.around) return "around";
  if (ink.dark < cross.from || ink.spread < least.spread) return "faint";
  if (ink.lesser < least.lesser) return "stroke";
  return ink.rest > cross.rest || ink.leaving > cross.leaving ? "filled" : "crossed";
}

/** An answer only where exactly one of two boxes is crossed and the other is empty: nothing is guessed. */
export function crossed(yes: Box, no: Box): Crossed {
  const unclear = [yes, no].find((one) => one !== "crossed" && one !== "empty");
  if (unclear !== undefined) return unclear;
  if (yes === no) return yes === "crossed" ? "both" : "none";
  return yes === "crossed" ? "yes" : "no";
}

/** What is crossed in a field. */
export function crossesIn(gray: Gray, field: FoundField | null): Record<Purpose, Crossed> {
  const box = (purpose: Purpose, answer: Answer) =>
    field === null ? "lost" : boxOf(inkIn(gray, field, boxes[purpose][answer]));
  return Object.fromEntries(
    purposes.map((purpose) => [purpose, crossed(box(purpose, "yes"), box(purpose, "no"))]),
  ) as Record<Purpose, Crossed>;
}
