import type { OwnData, OwnDeclaration } from "../consent/own-data.ts";
import { dueOn } from "../consent/rights.ts";
import { openQuestionIn } from "../consent/open-question.ts";
import { asShown, marks } from "../consent/shown.ts";
import type { House } from "./house.ts";

/** Gathers all that is stored about the persons of a chat (Art. 15, 20 GDPR). */
export async function ownData(house: House, chatId: number): Promise<OwnData> {
  const persons = await house.accounts.personsOf(chatId);
  const ids = persons.map((person) => person.id);
  const { officeKeys, messages, ...held } = await house.held.ofPersons(ids);
  const { conversation, ...ofChat } = await house.held.ofChat(chatId);
  const children = await ownChildren(house, chatId, ids);
  const own = new Set(children.map(({ id }) => id));
  return {
    at: house.now().toISOString(),
    persons: persons.map(({ id, role, givenName, familyName, joinedAt }) => ({
      id,
      role,
      givenName,
      familyName,
      officeKey: officeKeys.find(({ person }) => person === id)?.key ?? null,
      account: { chat: chatId, joinedAt },
    })),
    chatAddress: (await house.rooms.chat(chatId))?.userId ?? null,
    chatLanguage: (await house.languages.of(chatId)) ?? null,
    classes: (await house.roster.classesOf(chatId)).map(({ name }) => name),
    children,
    formerChildren: await formerChildren(house, ids, own),
    beforeChanges: await house.held.beforeChanges({ children: [...own], people: ids }),
    looks: await house.held.looksAt([...own]),
    requests: (await house.requests.of(ids)).map((request) => ({ ...request, dueOn: dueOn(request) })),
    ...held,
    custody: (await house.held.custodyOf(ids)).map(({ child, custody, since, at }) => ({
      ...{ child, custody, since },
      putDownAt: at,
    })),
    messages: messages.map((one) => ({ ...one, child: one.child !== null && own.has(one.child) ? one.child : null })),
    ...ofChat,
    openConversation: conversation && openQuestionIn(conversation.state, conversation.at),
  };
}

/** The children for whom these persons may declare, and those of theirs who have left the school. */
async function ownChildren(house: House, chatId: number, ids: readonly string[]): Promise<OwnData["children"]> {
  const here = (await house.roster.ownChildren(chatId)).map(({ child }) => child);
  const gone = await Promise.all((await house.held.childrenGone(ids)).map((id) => house.roster.child(id)));
  const all = new Map([...here, ...gone.filter((child) => child !== null)].map((child) => [child.id, child]));
  const left = new Set(gone.map((child) => child?.id));
  return await Promise.all(
    [...all.values()].map(async (child) => ({
      id: child.id,
      givenName: child.givenName,
      familyName: child.familyName,
      birthDate: child.birthDate,
      className: child.className,
      language: child.language,
      officeKey: child.key,
      bothMustAgree: child.bothMustAgree,
      leftSchool: left.has(child.id),
      declarations: await declarations(house, child.id, ids),
    })),
  );
}

async function formerChildren(
  house: House,
  ids: readonly string[],
  own: ReadonlySet<string>,
): Promise<OwnData["formerChildren"]> {
  const former = (await house.held.declaredFor(ids)).filter((id) => !own.has(id));
  return await Promise.all(
    former.map(async (id) => {
      const declared = await declarations(house, id, ids);
      const names = declared.map(({ evidence }) => asShown(marks.child, evidence));
      return { id, shownAs: names.findLast((name) => name !== marks.child) ?? null, declarations: declared };
    }),
  );
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
