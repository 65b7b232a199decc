import type { Bot } from "grammy";
import { quietly, say } from "../../conversations/say.ts";
import type { House } from "../house/house.ts";
import { firstMorning, morningTime, schoolTime, usualMorning } from "../school/morning.ts";
import type { Person } from "../school/people.ts";
import type { GoOn } from "./class-list.ts";
import type { Ctx } from "./ctx.ts";
import { trouble } from "./trouble.ts";

type Waking = Pick<House, "accounts" | "roster" | "mornings" | "timeZone" | "now">;

/** Offered beside the usual time; any other one can be typed. */
const offered = ["07:00", "07:30", "07:45", "08:00"];

/**
 * `/morgens`: the line of the class before the first lesson, or the figures of the school for whoever works at the
 * office. It is off until somebody wants it; the bare command
 * switches it on and off, a time behind it sets the time.
 */
export function mornings(house: Waking, bot: Bot<Ctx>, goOn: GoOn): void {
  bot.command("morgens", async (ctx, next) => {
    await change(house, ctx, ctx.match.trim());
    await goOn(ctx, next);
  });
  bot.callbackQuery(/^show:morning:(\d\d:\d\d|off)$/, async (ctx, next) => {
    await quietly(() => ctx.answerCallbackQuery());
    await quietly(() => ctx.editMessageReplyMarkup());
    const people = await wakenIn(house, ctx);
    if (people.length === 0) await say(ctx, { html: ctx.speak("class.noClass") });
    else if (ctx.match[1] === "off") await switchOff(house, ctx, people);
    else await want(house, ctx, people, ctx.match[1] ?? "");
    await goOn(ctx, next);
  });
}

/** Puts down whom the line is to be told now; whatever goes wrong with it, all else is told. */
export async function putMornings(
  house: Pick<House, "mornings" | "timeZone" | "now" | "log" | "adviceOn">,
): Promise<void> {
  await house.mornings
    .put(schoolTime(house.now(), house.timeZone), house.now())
    .catch((error: unknown) => house.log.error(trouble(house, error), "the line of the morning is tried again"));
}

async function change(house: Waking, ctx: Ctx, typed: string): Promise<void> {
  const people = await wakenIn(house, ctx);
  if (people.length === 0) return void (await say(ctx, { html: ctx.speak("class.noClass") }));
  if (typed !== "") return await want(house, ctx, people, typed);
  const times = await Promise.all(people.map(({ id }) => house.mornings.of(id)));
  if (times.every((time) => time === null)) await want(house, ctx, people, usualMorning);
  else await switchOff(house, ctx, people);
}

/** Who has a line in this chat: whoever teaches a class, and whoever works at the office. */
async function wakenIn({ accounts, roster }: Waking, { chatId = 0 }: Ctx): Promise<Person[]> {
  const teaches = (await roster.classesOf(chatId)).length > 0;
  const persons = await accounts.personsOf(chatId);
  return persons.filter(({ role }) => role === "office" || (role === "teacher" && teaches));
}

async function want(house: Waking, ctx: Ctx, people: readonly Person[], typed: string): Promise<void> {
  const time = morningTime(typed);
  if (time === null) return void (await say(ctx, { html: ctx.speak("morning.noTime") }));
  const first = firstMorning(time, schoolTime(house.now(), house.timeZone));
  for (const { id } of people) await house.mornings.want(id, time, first);
  const others = offered
    .filter((one) => one !== time)
    .map((one) => ({ text: shown(one), data: `show:morning:${one}` }));
  const off = { text: ctx.speak.plain("morning.stop"), data: "show:morning:off" };
  await say(ctx, {
    html: ctx.speak(people.some(({ role }) => role === "teacher") ? "morning.on" : "morning.onOffice", {
      time: shown(time),
    }),
    buttons: [others, [off]],
  });
}

async function switchOff(house: Waking, ctx: Ctx, people: readonly Person[]): Promise<void> {
  for (const { id } of people) await house.mornings.end(id);
  await say(ctx, { html: ctx.speak("morning.off") });
}

/** "7:30". */
const shown = (time: string) => time.replace(/^0/, "");
