import type { Update } from "grammy/types";
import type { Choice, Chosen, Numbered, Options } from "../../db/messenger/matrix.ts";
import type { Event } from "./events.ts";
import { closed, isInDoubt, numberIn, soundOf } from "./options.ts";
import { chatIn, personIn, type Place, secondsOf } from "./place.ts";

/** A tap that was typed: the words are the act (Art. 4(11) GDPR), and no button was ever there. */
export interface TypedChoice {
  typed: string;
}

/**
 * What a word chooses, as a tap; null where it chooses nothing: then it is a word like any other. It is put down before
 * anything is done for it: whatever a process had closed by the time it died, the next one hears the same.
 * In: the event that it answers, if it answers one.
 */
export async function chosen(
  event: Event,
  numbered: Numbered,
  place: Place,
  text: string,
  answers: string | undefined,
): Promise<Update | null> {
  const { numbers, chatId } = place;
  const known = await numbers.chosenBy(numbered.updateId);
  const choice = known ?? (await choiceOf(numbered, place, text, answers));
  if (choice === null) return null;
  if (known === null) await numbers.chooses(numbered.updateId, choice);
  const message = { message_id: choice.at, date: secondsOf(event), chat: chatIn(place), from: place.bot };
  const about = choice.answers === null ? null : await place.textAt(choice.answers);
  const asked = about === null ? {} : { reply_to_message: { ...message, message_id: 0, text: about } };
  const query = {
    ...{ id: `${chatId} ${numbered.messageId}`, from: personIn(place), chat_instance: "", data: choice.leadsTo },
    ...({ typed: text.trim() } satisfies TypedChoice),
    message: { ...message, ...asked },
  };
  return { update_id: numbered.updateId, callback_query: query } as unknown as Update;
}

/**
 * A number chooses at the numbered options that stood last before it in the room; the very word of an option, at the
 * last message where it can still be chosen; either, at the message that it answers. Null where there are none such.
 */
async function choiceOf(
  { messageId }: Numbered,
  place: Place,
  text: string,
  answers: string | undefined,
): Promise<Chosen | null> {
  const { numbers, chatId } = place;
  const options =
    answers !== undefined
      ? await numbers.optionsOf(chatId, answers)
      : numberIn(text) === null
        ? await numbers.wordBefore(chatId, messageId, soundOf(text))
        : await hereOnly(place, await numbers.numberedBefore(chatId, messageId));
  const leadsTo = options ? choiceIn(options.choices, text) : null;
  return options && leadsTo !== null ? { leadsTo, at: options.messageId, answers: options.answers } : null;
}

/** A number means what can be read above it: in another room of the same person it would mean something else. */
async function hereOnly({ holds }: Place, options: Options | null): Promise<Options | null> {
  return options && (await holds(options.eventId)) ? options : null;
}

/** What a text chooses, or null; a number where nothing can be chosen any more comes too late, and is told so. */
function choiceIn(choices: readonly Choice[], text: string): string | null {
  const number = numberIn(text);
  if (choices.length === 0) return number === null ? null : closed;
  if (number !== null) return choices[number - 1]?.leadsTo ?? null;
  if (isInDoubt(text)) return null;
  const [word, another] = choices.filter(({ sounds }) => sounds === soundOf(text));
  return word && !another ? word.leadsTo : null;
}
