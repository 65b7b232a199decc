import type { OwnData, OwnDeclaration } from "../consent/own-data.ts";
import { isOpen } from "../consent/custody.ts";
import { dueOn } from "../consent/rights.ts";
import { openQuestionIn } from "../consent/open-question.ts";
import { asShown, marks } from "../consent/shown.ts";
import type { Person } from "../school/people.ts";
import type { House } from "./house.ts";

/** Somebody, with the account where there is one. */
type Whose = Person & { account: { chat: number; joinedAt: string } | null };

/** Gathers all that is stored about the persons of a chat (Art. 15, 20 GDPR). */
export async function ownData(house: House, chatId: number): Promise<OwnData> {
  const persons = await house.accounts.personsOf(chatId);
  const all = persons.map(({ joinedAt, ...person }) => ({ ...person, account: { chat: chatId, joinedAt } }));
  return await gathered(house, all, { chatId, isShared: false });
}

/**
 * As `ownData`, about one person, for whoever asks on paper and may have no account. What is open in a chat that is
 * somebody else's as well is not in it, nor what is stored of a child while it is open whether the person may declare
 * for it. Out: null where nobody has that id.
 */
export async function ownDataOf(house: House, personId: string): Promise<OwnData | null> {
  const person = await house.roster.person(personId);
  if (!person) return null;
  const account = await house.accounts.accountOf(personId);
  const own = account && { chat: account.chatId, joinedAt: account.joinedAt };
  return await gathered(house, [{ ...person, account: own }], account, await openCustodyOf(house, personId));
}

/** The children for whom nobody has decided yet whether this person may declare. Out: their ids. */
export async function openCustodyOf(house: House, personId: string): Promise<Set<string>> {
  const newest = new Map((await house.held.custodyOf([personId])).map(({ child, custody }) => [child, custody]));
  return new Set([...newest].flatMap(([child, custody]) => (isOpen(custody) ? child : [])));
}

async function gathered(
  house: House,
  persons: readonly Whose[],
  chat: { chatId: number; isShared: boolean } | null,
  without: ReadonlySet<string> = new Set(),
): Promise<OwnData> {
  const ids = persons.map((person) => person.id);
  const { officeKeys, messages, ...held } = await house.held.ofPersons(ids);
  const children = (await ownChildren(house, ids)).filter(({ id }) => !without.has(id));
  const own = new Set(children.map(({ id }) => id));
  return {
    at: house.now().toISOString(),
    persons: persons.map(({ id, role, givenName, familyName, account }) => ({
      ...{ id, role, givenName, familyName },
      officeKey: officeKeys.find(({ person }) => person === id)?.key ?? null,
      account,
    })),
    classes: (await house.roster.classesTaughtBy(ids)).map(({ name }) => name),
    children,
    formerChildren: await formerChildren(house, ids, own),
    beforeChanges: await house.held.beforeChanges({ children: [...own], people: ids }),
    keptScans: await keptScansOf(house, ids),
    looks: await house.held.looksAt([...own]),
    restrictions: (await house.held.restrictionsOf(ids)).map(({ personId: _, requestId: __, ...fact }) => fact),
    requests: (await house.requests.of(ids)).map((request) => ({ ...request, dueOn: dueOn(request) })),
    ...held,
    custody: (await house.held.custodyOf(ids)).map(({ child, custody, since, at }) => ({
      ...{ child, custody, since },
      putDownAt: at,
    })),
    messages: messages.map((one) => ({ ...one, child: one.child !== null && own.has(one.child) ? one.child : null })),
    ...(await ofChat(house, chat)),
  };
}

async function keptScansOf({ keptScans }: House, ids: readonly string[]): Promise<OwnData["keptScans"]> {
  return (await keptScans.ofPersons(ids)).flatMap(({ sha256, at, of }) => {
    const children = new Set(of.filter(({ person }) => ids.includes(person)).map(({ child }) => child));
    return [...children].map((child) => ({ child, sha256, keptAt: at }));
  });
}

type OfChat = Pick<OwnData, "chatAddress" | "chatLanguage" | "unreachableSince" | "wrongCodes" | "openConversation">;

/** What is held of a chat itself; of one that is somebody else's as well, nothing that may be theirs. */
async function ofChat(house: House, chat: { chatId: number; isShared: boolean } | null): Promise<OfChat> {
  const none = {
    chatAddress: null,
    chatLanguage: null,
    unreachableSince: null,
    wrongCodes: [],
    openConversation: null,
  };
  if (chat === null) return none;
  const { conversation, wrongCodes, unreachableSince } = await house.held.ofChat(chat.chatId);
  return {
    chatAddress: (await house.rooms.chat(chat.chatId))?.userId ?? null,
    chatLanguage: (await house.languages.of(chat.chatId)) ?? null,
    unreachableSince,
    wrongCodes: chat.isShared ? [] : wrongCodes,
    openConversation: chat.isShared || !conversation ? null : openQuestionIn(conversation.state, conversation.at),
  };
}

/** The children for whom these persons may declare, and those of theirs who have left the school. */
async function ownChildren(house: House, ids: readonly string[]): Promise<OwnData["children"]> {
  const here = await house.roster.childrenDeclaredBy(ids);
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
