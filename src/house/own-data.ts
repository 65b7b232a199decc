import type { OwnData, OwnDeclaration } from "../consent/own-data.ts";
import { dueOn } from "../consent/rights.ts";
import { asShown } from "../consent/shown.ts";
import type { House } from "./house.ts";

/** Gathers all that is stored about the persons of a chat (Art. 15, 20 GDPR). */
export async function ownData(house: House, chatId: number): Promise<OwnData> {
  const persons = await house.accounts.personsOf(chatId);
  const ids = persons.map((person) => person.id);
  const own = await house.roster.ownChildren(chatId);
  return {
    at: house.now().toISOString(),
    persons: persons.map(({ id, role, givenName, familyName, joinedAt }) => ({
      id,
      role,
      givenName,
      familyName,
      account: { chat: chatId, joinedAt },
    })),
    classes: (await house.roster.classesOf(chatId)).map(({ name }) => name),
    children: await Promise.all(
      own.map(async ({ child: { id, givenName, familyName, birthDate, className, language } }) => ({
        id,
        givenName,
        familyName,
        birthDate,
        className,
        language,
        declarations: await declarations(house, id, ids),
      })),
    ),
    requests: (await house.requests.of(ids)).map((request) => ({ ...request, dueOn: dueOn(request) })),
    questionsPassedOn: (await Promise.all(ids.map((id) => house.questions.passedOnBy(id)))).flat(),
    unclearWithdrawals: (await Promise.all(ids.map((id) => house.matters.saidBy(id)))).flat(),
    openConversation: (await house.talks.conversationOf(chatId)) !== undefined,
  };
}

async function declarations(
  { ledger }: House,
  childId: string,
  personIds: readonly string[],
): Promise<OwnDeclaration[]> {
  const all = await ledger.eventsOf(childId);
  const voided = new Set(all.filter(({ kind }) => kind === "voided").map(({ voids }) => voids));
  const events = all.filter((event) => event.person !== null && personIds.includes(event.person));
  return await Promise.all(
    events.map(async ({ child: _, shown, ...event }) => {
      const text = shown === null ? null : await ledger.textShown(shown);
      // Why the school has upheld a declaration may tell of the other guardian (Art. 15(4) GDPR).
      const evidence = event.kind === "upheld" ? "" : event.evidence;
      return {
        ...event,
        evidence,
        declaredMistake: voided.has(event.id),
        textShown: text === null ? null : asShown(text, event.evidence),
      };
    }),
  );
}
