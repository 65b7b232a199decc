import { type Answer, type Purpose, purposes } from "../consent/event.ts";
import { boxes } from "../school/form-field.ts";
import type { Gray } from "./gray.ts";
import { type Ink, inkIn } from "./ink.ts";
import type { FoundField } from "./marks.ts";

/**
 * A box: crossed, empty, or why it is neither. `lost`: not to be seen; `filled`: blackened, as one takes a cross back;
 * `stroke`: a single line, which may also strike out; `around`: something is written beside it; `faint`: too little.
 */
export type Box = "crossed" | "empty" | "lost" | "filled" | "stroke" | "around" | "faint";

/** What was answered, or why it is left open: no box is crossed, both are, or one of them is not clear. */
export type Crossed = Answer | "none" | "both" | Exclude<Box, "crossed" | "empty">;

/** What may be in an empty box: dirt of the scanner. */
const most = { dark: 0.012, faint: 0.06, around: 0.22 };
/** How much ink a cross has, and of how many lines side by side: with more of either it may have been taken back. */
const cross = { from: 0.07, dense: 0.38, to: 0.56, strands: 2, beside: 1 };
/** How far a cross reaches (mm), and how broad it is: of a single stroke it is little more than the pen. */
const least = { spread: 0.45, breadth: 0.28 };

/** What a box says by its ink. */
export function boxOf(ink: Ink | null): Box {
  if (ink === null) return "lost";
  const isDense = ink.dark > cross.dense && ink.beside > cross.beside;
  if (ink.dark > cross.to || ink.strands > cross.strands || isDense) return "filled";
  if (ink.around > most.around) return "around";
  if (ink.dark <= most.dark && ink.faint <= most.faint) return "empty";
  if (ink.dark < cross.from || ink.spread < least.spread) return "faint";
  return ink.breadth < least.breadth ? "stroke" : "crossed";
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
