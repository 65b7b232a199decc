import { readFileSync } from "node:fs";
import type { BotApiBox } from "../bot-api/box.ts";
import { type Player, players } from "./cast.ts";
import { facts, school } from "./invented-facts.ts";
import { olderClass } from "./older-class.ts";
import type { House } from "../house/house.ts";
import type { Facts } from "../school/facts.ts";
import { planImport } from "../school/plan-import.ts";
import { readOfficeFile } from "../school/read-office-file.ts";

const file = new URL("./invented-school.csv", import.meta.url);

/** The invented school has its notice, and its head has begun the time of restricted schooling. */
export async function beginInventedSchool(house: House, own: Facts = facts): Promise<void> {
  const now = house.now();
  const { school } = house;
  const kept = school.keepDraft({ ...school.beginning(), facts: own }, null, own.head, now);
  await school.publish(kept?.mark ?? "", { kind: "correction" }, own.head, now);
  await house.periods.start(own.head, now);
}

/** Puts the invented school (three classes, twenty children) into an empty house, by the way an office takes. */
export async function settleInventedSchool(house: House): Promise<void> {
  await takeIn(house, readFileSync(file));
}

/** Takes an office's own file in, as far as it can be read. In: its bytes. */
export async function takeIn({ roster, newId, now }: House, bytes: Uint8Array): Promise<void> {
  await roster.carryOut(planImport(readOfficeFile(bytes), await roster.roll(), {}, newId), now());
}

/** A class of sixteen-year-olds beside it, of whom one decides himself. In: the age from which that is so. */
export async function settleOlderClass(house: House, pupilAge: number): Promise<void> {
  await takeIn(house, new TextEncoder().encode(olderClass(house.now())));
  await house.roster.bringPupilsOfAge(pupilAge, house.newId, house.now());
}

/** The ids of who can be played, by chat. Errors: names who is not in the school. */
export async function idsOfPlayers(house: House): Promise<Map<number, string>> {
  const [{ people }, everybody] = [await house.roster.roll(), await house.roster.everybody()];
  const idOf = ({ key, givenName }: Player) =>
    key === null
      ? everybody.find((one) => one.role === "pupil" && one.givenName === givenName)?.id
      : people.find((one) => one.key === key)?.id;
  return new Map(
    players.map((player) => {
      const id = idOf(player);
      if (id === undefined) throw new Error(`${player.givenName} is not in the invented school`);
      return [player.chatId, id];
    }),
  );
}

/** New join codes for all who can be played, as they stand in their letters, by chat. In: a source of random bytes. */
export async function lettersForPlayers(
  house: House,
  randomBytes: (count: number) => Uint8Array,
): Promise<Map<number, string>> {
  const ids = await idsOfPlayers(house);
  const codes = await newCodesFor(house, [...ids.values()], randomBytes);
  return new Map([...ids].map(([chatId, id]) => [chatId, codes.get(id) ?? ""]));
}

/**
 * New join codes, good for thirty days. In: the people's ids; a source of random bytes.
 * Out: each code as it stands in a letter, by the person's id.
 */
export async function newCodesFor(
  { accounts, codeKey, now }: House,
  personIds: readonly string[],
  randomBytes: (count: number) => Uint8Array,
): Promise<ReadonlyMap<string, string>> {
  return (await accounts.newCodes(personIds, { key: codeKey, days: 30, now: now(), randomBytes })).codes;
}

/**
 * Where the office prints a new letter for somebody who has a phone here, the phone has the new letter:
 * the old code is void.
 */
export async function keepLettersCurrent(house: House, letters: Map<number, string>): Promise<void> {
  const phones = new Map([...(await idsOfPlayers(house))].map(([chatId, id]) => [id, chatId]));
  const { accounts } = house;
  house.accounts = {
    ...accounts,
    async newCodes(personIds, making) {
      const made = await accounts.newCodes(personIds, making);
      for (const [id, code] of made.codes) {
        const chatId = phones.get(id);
        if (chatId !== undefined) letters.set(chatId, code);
      }
      return made;
    },
  };
}

/** What came to the office on paper before: a class list with nothing in it shows nothing. */
export async function earlierForms(house: House): Promise<void> {
  const { people, children } = await house.roster.roll();
  const forms = [
    ["E19", "Paul", "yes", "yes"],
    ["E23", "Sofia", "yes", "no"],
    ["E24", "Tim", "no", "no"],
    ["E05", "Ben", "yes", "yes"],
    ["E03", "Ayşe", "yes", "no"],
    ["E11", "Greta", "yes", "yes"],
    ["E26", "Lukas", "yes", "yes"],
  ] as const;
  for (const [key, name, audio, video] of forms) {
    const guardian = people.find((one) => one.key === key)?.id ?? "";
    const child = children.find((one) => one.givenName === name)?.id ?? "";
    await house.ledger.recordDecision(
      {
        child,
        person: guardian,
        role: "guardian",
        answers: { audio, video },
        route: "paper",
        recordedBy: school.head,
        notice: house.notice.number,
        language: "de",
        shownText: null,
        evidence: `paper form of ${key}, ${name}`,
      },
      house.now(),
    );
  }
}

/** Joins the way a person does: the link in the letter, then a tap. Settles when the bot has taken the tap. */
export async function joinByLetter(box: BotApiBox, chatId: number, code: string): Promise<void> {
  const link = () =>
    box.chats
      .get(chatId)
      ?.messages.flatMap((message) => message.buttons.flat().map((button) => ({ message, button })))
      .find(({ button }) => "callback_data" in button && button.callback_data.startsWith("join:link:"));
  box.says(chatId, `/start ${code}`);
  const tapped = new Promise<void>((resolve) => {
    const end = box.watch(() => {
      const found = link();
      if (!found || !("callback_data" in found.button)) return;
      end();
      box.presses(chatId, found.message.id, found.button.callback_data);
      resolve();
    });
  });
  await tapped;
}
