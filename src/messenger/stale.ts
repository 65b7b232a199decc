import { quietly, say } from "../../conversations/say.ts";
import { mayDeclareWith } from "../consent/custody.ts";
import type { House } from "../house/house.ts";
import type { Ctx } from "./ctx.ts";
import { mainMenu } from "./menu.ts";

/**
 * A tap on a button of a question that is not open any more. Where it was about a child for whom nobody of this chat
 * may declare now, the person hears why: an import may have closed the question with the guardianship.
 */
export async function staleTap(house: House, ctx: Ctx): Promise<void> {
  await quietly(() => ctx.answerCallbackQuery({ text: ctx.speak.plain("menu.stale") }));
  const childId = childIn(ctx.callbackQuery?.data ?? "");
  const why = childId === null ? null : await whyNot(house, ctx.chatId ?? 0, childId);
  if (why) await say(ctx, { html: ctx.speak(`refused.${why}`) });
  // Whoever has nothing else to do here needs no list of what can be done.
  if (!why || (await house.roster.ownChildren(ctx.chatId ?? 0)).length > 0) await mainMenu(house, ctx);
}

/** The child of a question's button (`idOf`), also where the child itself was to be chosen; null for other buttons. */
function childIn(data: string): string | null {
  const [flow, first, , key] = data.split(":");
  if (flow !== "give" && flow !== "withdraw") return null;
  return (first === "child" ? key : first) ?? null;
}

/** Why nobody in this chat may declare for the child; null where somebody may. Of others' children nothing is told. */
async function whyNot(
  { accounts, roster }: Pick<House, "accounts" | "roster">,
  chatId: number,
  childId: string,
): Promise<"account" | "child" | "left" | null> {
  const persons = await accounts.personsOf(chatId);
  if (persons.length === 0) return "account";
  if (childId === "who" || (await roster.ownChildren(chatId)).some(({ child }) => child.id === childId)) return null;
  const people = (await roster.peopleOf(childId)).filter(({ custody }) => mayDeclareWith(custody));
  return people.some(({ id }) => persons.some((one) => one.id === id)) ? "left" : "child";
}
