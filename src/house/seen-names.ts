import type { Named, NameOf } from "../school/shown-name.ts";
import type { House } from "./house.ts";

type Seeing = Pick<House, "roster" | "nameOf">;

/**
 * The children whom a chat sees: those for whom somebody in it may declare or of whom one is informed, and of its
 * classes every child.
 */
export async function childrenSeenIn({ roster }: Pick<House, "roster">, chatId: number): Promise<Named[]> {
  const own = (await roster.ownChildren(chatId)).map(({ child }) => child);
  const classes = await roster.classesOf(chatId);
  const taught = await Promise.all(classes.map(({ id }) => roster.childrenIn(id)));
  return [...own, ...(await roster.informedChildren(chatId)), ...taught.flat()];
}

/**
 * How the children are called in a chat: each with as many letters as tell it from all whom this chat sees.
 * In: also children whom it sees no more and is told of, such as one that has left the class.
 */
export async function namesIn(house: Seeing, chatId: number, besides: readonly Named[] = []): Promise<NameOf> {
  const seen = [...(await childrenSeenIn(house, chatId)), ...besides];
  return (child) => house.nameOf(child, seen);
}
