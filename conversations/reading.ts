import type { Reply, Step } from "../src/answers/reply.ts";
import { spellingsOf } from "../src/school/named-child.ts";
import type { Typed } from "./question.ts";
import type { OwnChild, World } from "./world.ts";

/** A typed answer to a question about this child, as the step takes it. */
export function replyOf(world: World, text: string, step: Step, { child }: OwnChild): Reply {
  return world.readReply(text, step, [child.givenName, child.familyName].flatMap(spellingsOf));
}

/** The way out that a reply takes; null where it is none. */
export function wayOutOf({ meaning }: Reply): Typed<never> {
  return meaning === "stop" || meaning === "later" || meaning === "paper" ? { leads: meaning } : null;
}

/** At a question that only its buttons answer, words can still lead out of it. */
export function readSteering(world: World, text: string, [first]: readonly OwnChild[]): Typed<never> {
  return first ? wayOutOf(replyOf(world, text, "audio", first)) : null;
}
