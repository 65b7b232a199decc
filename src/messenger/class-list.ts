import type { Context } from "grammy";
import { say } from "../../conversations/steps.ts";
import type { Participation } from "../consent/standing.ts";
import type { SchoolClass } from "../school/people.ts";
import { dateAndTime } from "../school/dates.ts";
import type { House } from "./house.ts";

const groups: Participation[] = ["audio_and_video", "audio_only", "none"];

/** The list for the lesson: picture and sound, sound only, not at all; own classes only, no reasons, no word on which parent. */
export async function showClasses(house: House, ctx: Context): Promise<void> {
  const classes = await house.roster.classesOf(ctx.chatId ?? 0);
  if (classes.length === 0) return void (await say(ctx, { html: house.speak("class.noClass") }));
  for (const schoolClass of classes) await say(ctx, { html: await classList(house, schoolClass) });
}

async function classList(house: House, schoolClass: SchoolClass): Promise<string> {
  const children = await house.roster.childrenIn(schoolClass.id);
  const standings = await house.ledger.standings(children.map((child) => child.id), house.now());
  const lists = groups.map((group) => {
    const names = children.filter((child) => standings.get(child.id)?.participation === group).map((child) => house.nameOf(child));
    return house.speak(`class.${group}`, { count: names.length, children: names.join("\n") || house.speak.plain("class.nobody") });
  });
  const heading = house.speak("class.heading", { className: schoolClass.name, at: dateAndTime(house.now().toISOString(), house.timeZone) });
  return [heading, ...lists].join("\n\n");
}
