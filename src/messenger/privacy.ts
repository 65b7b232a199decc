import type { Context } from "grammy";
import { say } from "../../conversations/steps.ts";
import type { ConsentEvent } from "../consent/event.ts";
import type { ChildInClass } from "../school/people.ts";
import { dateAndTime, dayOf } from "./dates.ts";
import type { House } from "./house.ts";

/** Shows the data that is stored about this person, not a description of it; never what the other guardian declared. */
export async function showPrivacy(house: House, ctx: Context): Promise<void> {
  const chatId = ctx.chatId ?? 0;
  const persons = await house.accounts.personsOf(chatId);
  const parts = [house.speak("privacy.about")];
  if (persons.length === 0) parts.push(house.speak("privacy.nobody"));
  for (const person of persons)
    parts.push(house.speak("privacy.person", { name: `${person.givenName} ${person.familyName}`, role: house.speak.plain(`privacy.${person.role}`), chat: chatId, since: dayOf(person.joinedAt, house.timeZone) }));
  for (const { name } of await house.roster.classesOf(chatId)) parts.push(house.speak("privacy.class", { className: name }));
  const own = await house.roster.ownChildren(chatId);
  for (const { child } of own) parts.push(childOf(house, child));
  if (own.length > 0) parts.push(await declarations(house, own.map(({ child }) => child), new Set(persons.map((person) => person.id))));
  parts.push(house.speak((await house.talks.conversationOf(chatId)) ? "privacy.openQuestion" : "privacy.noOpenQuestion"), house.speak("privacy.kept"));
  await say(ctx, { html: parts.join("\n\n") });
}

function childOf(house: House, child: ChildInClass): string {
  const born = child.birthDate ? dayOf(`${child.birthDate}T12:00:00Z`, house.timeZone) : house.speak.plain("privacy.unknownDate");
  return house.speak("privacy.child", { name: `${child.givenName} ${child.familyName}`, className: child.className, born });
}

async function declarations(house: House, children: ChildInClass[], own: Set<string>): Promise<string> {
  const lines: string[] = [];
  for (const child of children) {
    const events = (await house.ledger.eventsOf(child.id)).filter((event) => event.guardian !== null && own.has(event.guardian));
    lines.push(...events.map((event) => declaration(house, child, event)));
  }
  return lines.length === 0 ? house.speak("privacy.noEvents") : [house.speak("privacy.events"), ...lines.slice(-20)].join("\n");
}

function declaration(house: House, child: ChildInClass, event: ConsentEvent): string {
  return house.speak("privacy.event", {
    at: dateAndTime(event.at, house.timeZone), child: house.nameOf(child), version: event.notice,
    purpose: house.speak.plain(`word.${event.purpose}`), kind: house.speak.plain(`kind.${event.kind}`),
  });
}
