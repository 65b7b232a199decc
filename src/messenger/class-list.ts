import { say } from "../../conversations/say.ts";
import type { Participation } from "../consent/standing.ts";
import type { Child, SchoolClass } from "../school/people.ts";
import { dateAndTime } from "../school/dates.ts";
import type { Speak } from "../texts.ts";
import type { House } from "../house/house.ts";
import { namesIn } from "../house/seen-names.ts";
import type { NameOf } from "../school/shown-name.ts";
import type { Ctx } from "./ctx.ts";

type Listing = Pick<House, "roster" | "ledger" | "nameOf" | "timeZone" | "now">;

const groups: Participation[] = ["audio_and_video", "audio_only", "none"];

/**
 * The list for the lesson: picture and sound, sound only, not at all;
 * own classes only, no reasons, no word on which parent.
 */
export async function showClasses(house: Listing, ctx: Ctx): Promise<void> {
  const classes = await house.roster.classesOf(ctx.chatId ?? 0);
  if (classes.length === 0) return void (await say(ctx, { html: ctx.speak("class.noClass") }));
  const nameOf = await namesIn(house, ctx.chatId ?? 0);
  for (const schoolClass of classes) await say(ctx, { html: await classList(house, ctx.speak, schoolClass, nameOf) });
}

/** One line for one child of a class: what holds, and no word on why. */
export async function showChild(house: Listing, ctx: Ctx, schoolClass: SchoolClass, child: Child): Promise<void> {
  const nameOf = await namesIn(house, ctx.chatId ?? 0);
  const standing = (await house.ledger.standings([child.id], house.now())).get(child.id);
  const participation = ctx.speak.plain(`participation.${standing?.participation ?? "none"}`);
  const line = ctx.speak("class.child", { child: nameOf(child), participation });
  await say(ctx, { html: `${heading(house, ctx.speak, schoolClass)}\n${line}` });
}

function heading({ now, timeZone }: Listing, speak: Speak, { name }: SchoolClass): string {
  return speak("class.heading", { className: name, at: dateAndTime(now().toISOString(), timeZone) });
}

async function classList(house: Listing, speak: Speak, schoolClass: SchoolClass, nameOf: NameOf): Promise<string> {
  const children = await house.roster.childrenIn(schoolClass.id);
  const standings = await house.ledger.standings(
    children.map((child) => child.id),
    house.now(),
  );
  const lists = groups.map((group) => {
    const names = children.filter((child) => standings.get(child.id)?.participation === group).map(nameOf);
    return speak(`class.${group}`, { count: names.length, children: names.join("\n") || speak.plain("class.nobody") });
  });
  return [heading(house, speak, schoolClass), ...lists].join("\n\n");
}
