import { type Heard, wished } from "./heard.ts";
import type { Wish } from "./understanding.ts";
import type { WishReading } from "./wish-reader.ts";

/**
 * From which certainty on it is a wish: by what was learnt alone; where the words say so too; to see what stands;
 * and by one of its sentences, where the words say so too.
 * Found on examples that were left out of the learning.
 */
const certain = { alone: 0.36, agreed: 0.25, standing: 0.12, piece: 0.5 };
/** Where giving and withdrawing are so near to each other, a person is asked instead of guessed at. */
const near = 0.34;

/**
 * What is wished, by two readings that know little of each other: what was learnt from examples, and the words.
 * In: what the text and each of its sentences sounds like: a wish may stand behind thanks.
 * Out: "undecided" where the one hears a consent and the other a withdrawal; null where it is no wish.
 */
export function wishOf(
  whole: Heard,
  read: WishReading | null,
  pieces: readonly Heard[] = [],
): Wish["action"] | "undecided" | null {
  const isRead = read?.action === "give" || read?.action === "withdraw";
  const heard = isRead && wished(whole) < certain.agreed ? clearest(whole, pieces) : whole;
  const { give, withdraw, status } = heard.wishes;
  const all = wished(heard);
  switch (read?.action) {
    case "give":
    case "withdraw": {
      if (all < certain.agreed) return null;
      if (status > give + withdraw) return "status";
      const isAgreed = read.action === "give" ? give >= withdraw : withdraw >= give;
      return isAgreed ? read.action : "undecided";
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

/** The sentence that is most of all a wish; the whole, where none is. */
function clearest(whole: Heard, pieces: readonly Heard[]): Heard {
  const [best] = pieces.toSorted((one, other) => wished(other) - wished(one));
  return best && wished(best) >= certain.piece ? best : whole;
}

function alone({ give, withdraw, status }: Heard["wishes"]): Wish["action"] | "undecided" {
  if (status >= Math.max(give, withdraw)) return "status";
  if (Math.min(give, withdraw) / (give + withdraw) > near) return "undecided";
  return give > withdraw ? "give" : "withdraw";
}
