import { type Heard, wished } from "./heard.ts";
import type { Wish } from "./understanding.ts";
import type { WishReading } from "./wish-reader.ts";

/**
 * From which certainty on it is a wish: by what was learnt alone; where the words say so too; to see what stands.
 * Found on examples that were left out of the learning.
 */
const certain = { alone: 0.5, agreed: 0.35, standing: 0.2 };
/** Where giving and withdrawing are so near to each other, a person is asked instead of guessed at. */
const near = 0.34;

/**
 * What is wished, by two readings that know little of each other: what was learnt from examples, and the words.
 * Out: "undecided" where the one hears a consent and the other a withdrawal; null where it is no wish.
 */
export function wishOf(heard: Heard, read: WishReading | null): Wish["action"] | "undecided" | null {
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

function alone({ give, withdraw, status }: Heard["wishes"]): Wish["action"] | "undecided" {
  if (status >= Math.max(give, withdraw)) return "status";
  if (Math.min(give, withdraw) / (give + withdraw) > near) return "undecided";
  return give > withdraw ? "give" : "withdraw";
}
