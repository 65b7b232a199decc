import type { Answers } from "../src/consent/event.ts";
import type { Reply, Step } from "../src/answers/reply.ts";
import { spellingsOf } from "../src/school/named-child.ts";
import type { Typed } from "./question.ts";
import type { OwnChild, World } from "./world.ts";

/** A typed answer to a question about this child, as the step takes it. */
export function replyOf(world: World, text: string, step: Step, { child }: OwnChild): Reply {
  return world.readReply(text, step, [child.givenName, child.familyName].flatMap(spellingsOf));
}

/**
 * A typed answer to a question about this child. Who names another one is told that each is asked about by itself: what
 * is said of one child is never taken for another (Art. 7(2) GDPR).
 */
export function readAbout<Given>(
  world: World,
  text: string,
  step: Step,
  own: OwnChild,
  take: (reply: Reply) => Typed<Given>,
): Typed<Given> {
  const reply = replyOf(world, text, step, own);
  // A word that nobody knows may be another child's name, as it is declined or misspelt.
  const mayNameAnother = "loose" in reply && world.hasOthers(own.child.id);
  if (mayNameAnother || world.namesAnother(text, own.child.id))
    return { says: world.speak("child.oneByOne", { child: world.nameOf(own.child) }) };
  return take(reply);
}

/** Both purposes in one sentence; of one alone the other is still to be asked. */
export function toBoth(reply: Reply): Typed<Answers> {
  const { audio, video } = reply.meaning === "both" ? reply.answers : {};
  return audio && video ? { value: { audio, video } } : null;
}

/** The way out that a reply takes; null where it is none. */
export function wayOutOf({ meaning }: Reply): Typed<never> {
  return meaning === "stop" || meaning === "later" || meaning === "paper" ? { leads: meaning } : null;
}

/** At a question that only its buttons answer, words can still lead out of it. */
export function readSteering(world: World, text: string, [first]: readonly OwnChild[]): Typed<never> {
  return first ? wayOutOf(replyOf(world, text, "audio", first)) : null;
}
