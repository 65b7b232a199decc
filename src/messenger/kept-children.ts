import { meantChildren, theOnly } from "../../conversations/child.ts";
import type { KeptChild } from "../../conversations/kept.ts";
import type { Whom } from "../../conversations/whom.ts";
import type { OwnChild } from "../../conversations/world.ts";
import { sealOf } from "../consent/seal.ts";
import type { House } from "../house/house.ts";
import { type Meant, wordsNaming } from "../school/named-child.ts";
import { decliningIn, languagesOf } from "./declining.ts";
import { childrenSeenIn } from "../house/seen-names.ts";

type Calling = Pick<House, "roster" | "nameOf" | "codeKey">;

/** For whom somebody in this chat may declare, by ids, with what tells how each is called in it now. */
export async function keptChildren(house: Calling, chatId: number): Promise<KeptChild[]> {
  const seen = await childrenSeenIn(house, chatId);
  return (await house.roster.ownChildren(chatId)).map((own) => {
    const alone = house.nameOf(own.child, []);
    // Whoever does not change the name alone does not change it beside others either.
    const alike = seen.filter((one) => house.nameOf(own.child, [one]) !== alone);
    const apartFrom = [...new Set(alike.flatMap(({ id }) => id ?? []))];
    const { personId, role } = own;
    return {
      childId: own.child.id,
      personId,
      role,
      apartFrom,
      seal: sealed(house, own, house.nameOf(own.child, alike)),
    };
  });
}

const sealed = ({ codeKey }: Calling, { child, personName }: OwnChild, name: string) =>
  sealOf(codeKey, [name, child.className, personName]);

/** A kept child with its names, or null where it is not called as it was when it was kept. */
async function recall(house: Calling, kept: KeptChild): Promise<{ own: OwnChild; name: string } | null> {
  const { roster } = house;
  const [child, person] = [await roster.child(kept.childId), await roster.person(kept.personId)];
  if (!child || !person) return null;
  const others = await Promise.all(kept.apartFrom.map((id) => roster.child(id)));
  const name = house.nameOf(
    child,
    others.filter((one) => one !== null),
  );
  const personName = `${person.givenName} ${person.familyName}`;
  const own = { child, personId: person.id, personName, role: kept.role };
  return sealed(house, own, name) === kept.seal ? { own, name } : null;
}

/**
 * The kept children with their names.
 * Errors: an error where one is called otherwise now; `areStillCalledSo` is asked before.
 */
export async function recalled(
  house: Calling,
  kept: readonly KeptChild[],
): Promise<{ own: OwnChild[]; names: Record<string, string> }> {
  const found = await Promise.all(kept.map((one) => recall(house, one)));
  const called = found.filter((one) => one !== null);
  if (called.length < kept.length) throw new Error("a child of an open question is not called as it was shown");
  return {
    own: called.map(({ own }) => own),
    names: Object.fromEntries(called.map(({ own, name }) => [own.child.id, name])),
  };
}

/** Whether all of them are called as they were when they were kept. */
export async function areStillCalledSo(house: Calling, kept: readonly KeptChild[]): Promise<boolean> {
  const found = await Promise.all(kept.map((one) => recall(house, one)));
  return found.every((one) => one !== null);
}

/** The one child of this chat that a text means, or whom it leaves out. */
export async function whomNamedIn(
  house: Pick<House, "roster">,
  chatId: number,
  text: string,
  language: string,
): Promise<Whom> {
  return whomOf(meantChildren(text, await ownAndInformed(house, chatId), { languages: [language] }));
}

/** The same of a sentence, which may name nobody although a name stands in it; and whom it leaves out. */
export async function whomSpokenOf(
  house: Pick<House, "roster" | "texts" | "understand">,
  chatId: number,
  text: string,
  language: string,
): Promise<Whom> {
  return whomOf(spokenOf(house, language, text, await ownAndInformed(house, chatId)));
}

/** The one child that is meant, or else whom it is not about. */
export function whomOf({ meant, excepted }: Meant<Pick<OwnChild, "child">>): Whom {
  const childId = theOnly(meant)?.child.id ?? null;
  return { childId, but: childId === null ? excepted.flatMap(({ child }) => child.id ?? []) : [] };
}

/**
 * The children whom a sentence means, and whom it leaves out. Nobody, where one of the names, as it is written, is also
 * a word ("Nur", "Ben", "Will"): the sentence may name nobody at all. In: the language of the chat.
 */
export function spokenOf<Own extends Pick<OwnChild, "child">>(
  house: Pick<House, "texts" | "understand">,
  language: string,
  text: string,
  own: readonly Own[],
): Meant<Own> {
  const declining = decliningIn(house, languagesOf(house, language, text));
  const children = own.map(({ child }) => child);
  const isWord = wordsNaming(text, children, declining).some(declining.isWord);
  return isWord ? { meant: [], excepted: [] } : meantChildren(text, own, declining);
}

/** Also those of whom somebody is only informed, so that naming one leads to no question about another one. */
async function ownAndInformed({ roster }: Pick<House, "roster">, chatId: number): Promise<Pick<OwnChild, "child">[]> {
  const informed = await roster.informedChildren(chatId);
  return [...(await roster.ownChildren(chatId)), ...informed.map((child) => ({ child }))];
}
