import { openMatrixRooms } from "../../db/messenger/matrix.ts";
import { readTexts } from "../../src/texts.ts";
import { MatrixPerson, type Read } from "../support/matrix-person.ts";
import { Passage } from "../support/passage.ts";
import { Synapse } from "../support/synapse.ts";
import type { Messenger, Screen } from "./messenger.ts";

/** A Matrix messenger with a server of its own, which can be killed as well. */
export interface OnMatrix extends Messenger {
  synapse: Synapse;
  passage: Passage;
  person(chat: number): MatrixPerson;
}

const unreadable = (await readTexts()).speak("de").plain("options.unreadable");

/** A Synapse on loopback; every third room is encrypted. */
export async function onMatrix(isSecret = (at: number) => at % 3 === 2): Promise<OnMatrix> {
  const synapse = await Synapse.open();
  const bot = await synapse.account("janein");
  const passage = await Passage.open(synapse.address);
  const persons = new Map<number, MatrixPerson>();
  const personIn = (chat: number) => {
    const person = persons.get(chat);
    if (!person) throw new Error(`nobody has a phone for chat ${chat}`);
    return person;
  };
  return {
    ...{ synapse, passage, person: personIn },
    aimedAt: [null, null, "send", "send", "upload", "sync"],
    env: { MATRIX_HOMESERVER: passage.address, MATRIX_USER: bot.userId, MATRIX_PASSWORD: bot.password },
    async chatFor(database, at) {
      const person = await MatrixPerson.of(synapse, `p${at}`, { encrypts: isSecret(at) });
      const roomId = await person.opens(bot.userId);
      const chat = await openMatrixRooms(database).chatOf(person.userId, roomId);
      persons.set(chat, person);
      return chat;
    },
    screen: (chat) => screenOf(personIn(chat)),
    watch: (witness) => (passage.witness = witness),
    wasPolledSince: (moment) => passage.syncedAt > moment,
    giveAgain: () => undefined,
    async ready() {
      await Promise.all([...persons.values()].map((person) => person.isJoined(120_000)));
      await Promise.all([...persons.values()].map((person) => person.isAnswered(0)));
    },
    wrong: () => [...persons.values()].flatMap(wrongWith),
    async close() {
      for (const person of persons.values()) await person.close();
      await passage.close();
      await synapse.close();
    },
  };
}

const screenOf = (person: MatrixPerson): Screen => ({
  get newest() {
    return person.newest;
  },
  since: (id) => person.since(id),
  says: (text) => void person.says(text).catch(() => undefined),
  taps: (...what) => person.taps(...what),
  until: (...what) => person.until(...what),
});

function wrongWith(person: MatrixPerson): string[] {
  const { name, messages } = person;
  return [
    ...doubledIn(messages).map((text) => `${name} got twice: ${text.slice(0, 200).replaceAll("\n", " | ")}`),
    ...person.unreadable.map((what) => `${name} could not read ${what}`),
    ...messages.filter(({ whole }) => whole === unreadable).map(() => `${name} was told that nobody could read it`),
  ];
}

/**
 * What the bot has written oftener than there was reason to: to each word of a person it says a thing once. Where
 * somebody has written again before there was an answer, each of the words has its own.
 */
export function doubledIn(messages: readonly Pick<Read, "from" | "whole">[]): string[] {
  const doubled: string[] = [];
  let said = new Map<string, number>();
  let [words, waiting, isAnswered] = [1, 0, true];
  for (const { from, whole } of messages) {
    if (from === "person") {
      // Whatever has not been answered so far still may be.
      if (isAnswered) waiting = Math.max(0, waiting + words - Math.max(1, ...said.values()));
      if (isAnswered) [said, words] = [new Map<string, number>(), 0];
      [isAnswered, words] = [false, words + 1];
      continue;
    }
    isAnswered = true;
    const count = (said.get(whole) ?? 0) + 1;
    said.set(whole, count);
    // How often a teacher may be told of a child is known by what was decided.
    if (whole !== "" && !whole.startsWith("Klasse ") && count > words + waiting) doubled.push(whole);
  }
  return doubled;
}
