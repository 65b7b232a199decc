import type { Heard } from "./heard.ts";
import { sentencesOf } from "./pieces.ts";
import type { Wish } from "./understanding.ts";
import type { WishReading } from "./wish-reader.ts";

interface Listening {
  read: (text: string) => WishReading | null;
  hear: (text: string, read: WishReading | null) => Heard;
}

/** Who writes fewer words than this tells no story; a wish in one is said in one short sentence. */
const words = { fewestOfStory: 30, mostOfWish: 16 };
/** From which certainty on a sentence is a wish whatever else is told. Found on stories that nobody learns from. */
const certain = 0.9;

/**
 * The wish that a sentence of a story is by itself, which is asked about and never recorded at once: what stands
 * around it may be anything. "undecided" where one of its sentences gives and another one withdraws, or all of it does
 * so to the other purpose; null where there is none, or the text is no story.
 */
export function wishInStory({ read, hear }: Listening, text: string): Wish | "undecided" | null {
  if (!isStory(text)) return null;
  const wishes = sentencesOf(text).flatMap((sentence): Wish[] => {
    const wish = wordsIn(sentence) > words.mostOfWish ? null : read(sentence);
    if (wish?.action !== "give" && wish?.action !== "withdraw") return [];
    return hear(sentence, wish).wishes[wish.action] > certain ? [{ action: wish.action, scope: wish.scope }] : [];
  });
  const last = wishes.at(-1);
  if (!last) return null;
  const others = wishes.some(({ action }) => action !== last.action);
  return others || isOfTheOther(last, read(text)) ? "undecided" : last;
}

/** "Kamera wollen wir nicht. … Den Ton erlauben wir.": all of it does the opposite to the other purpose. */
function isOfTheOther({ action, scope }: Wish, whole: WishReading | null): boolean {
  const opposite = action === "give" ? "withdraw" : "give";
  return whole?.action === opposite && [scope, whole.scope].toSorted().join() === "audio,video";
}

/** Whether a text tells something, whatever it wishes. */
export const isStory = (text: string): boolean => wordsIn(text) >= words.fewestOfStory;

const wordsIn = (text: string) => text.split(/\s+/).length;
