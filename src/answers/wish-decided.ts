import { type Heard, wished } from "./heard.ts";
import type { Wish } from "./understanding.ts";
import { denies, type Part } from "./wish-parts.ts";
import type { WishReading } from "./wish-reader.ts";

/**
 * From which certainty on it is a wish: by what was learnt alone; where the words say so too; to see what stands.
 * Found on examples that were left out of the learning.
 */
const certain = { alone: 0.5, agreed: 0.4, standing: 0.2 };
/** Where giving and withdrawing are so near to each other, a person is asked instead of guessed at. */
const near = 0.34;
/** What the words say is asked about, where what was learnt hears no more of it than this: it hears the contrary. */
const contrary = 0.3;

/**
 * What is wished, by two readings that know little of each other: what was learnt from examples, and the words.
 * Out: what the words say, unless the other clearly hears the contrary ("undecided"); null where it is no wish.
 */
export function wishOf(heard: Heard, read: WishReading | null): Wish["action"] | "undecided" | null {
  const { give, withdraw, status } = heard.wishes;
  const all = wished(heard);
  switch (read?.action) {
    case "give":
    case "withdraw": {
      if (all < certain.agreed) return null;
      if (status > give + withdraw) return "status";
      return shareOf(read.action, heard) > contrary ? read.action : "undecided";
    }
    case "status":
      return all >= certain.alone || (status >= certain.standing && status >= Math.max(give, withdraw))
        ? "status"
        : null;
    case "none":
      // Its words give and take nothing: what sounds like it is a story, a question or a joke.
      return status >= certain.alone ? "status" : null;
    case undefined:
      return all >= certain.alone ? alone(heard.wishes) : null;
  }
}

/** Whether what was learnt hears what the words say, which is more than that it does not hear the contrary. */
export function areAgreed(heard: Heard, { action }: WishReading): boolean {
  return (action !== "give" && action !== "withdraw") || shareOf(action, heard) >= 0.5;
}

/** How much of what is heard of giving and withdrawing is this one of them (0 … 1). */
function shareOf(action: "give" | "withdraw", { wishes }: Heard): number {
  return wishes[action] / (wishes.give + wishes.withdraw);
}

function alone({ give, withdraw, status }: Heard["wishes"]): Wish["action"] | "undecided" {
  if (status >= Math.max(give, withdraw)) return "status";
  if (Math.min(give, withdraw) / (give + withdraw) > near) return "undecided";
  return give > withdraw ? "give" : "withdraw";
}

/**
 * A yes that is read in no word, among words that deny something, may be a no; so may one that is made of two denials
 * alone: "ich will nicht nein nein". "Ich nehme mein Nein zurück" and "jetzt nicht mehr" have a word that turns it.
 */
export function soundsLikeNo(parts: readonly Part[], read: WishReading | null): boolean {
  if (!denies(parts)) return false;
  const saysNo = parts.includes("refusal") || parts.includes("noes");
  return read === null || (saysNo && !parts.some((part) => turning.includes(part)));
}

const turning: readonly Part[] = ["takes", "lets", "consent", "longer"];
