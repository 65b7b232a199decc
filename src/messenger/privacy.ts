import { say } from "../../conversations/say.ts";
import { fullName } from "../school/people.ts";
import type { ConsentEvent } from "../consent/event.ts";
import { dateAndTime, dayOf, germanDate } from "../school/dates.ts";
import { storedGroups } from "../school/stored.ts";
import type { House } from "../house/house.ts";
import { type HowLong, inWords } from "../consent/how-long.ts";
import { type OwnData, roleKey } from "../consent/own-data.ts";
import type { Speak, Values } from "../texts.ts";
import type { Ctx } from "./ctx.ts";
import { ownData } from "../house/own-data.ts";
import { namesIn } from "../house/seen-names.ts";
import type { NameOf } from "../school/shown-name.ts";

type Naming = Pick<House, "timeZone"> & { nameOf: NameOf };

/**
 * The information about the bot itself (Art. 13 GDPR),
 * and the data that is stored about this person, not a description of it.
 */
export async function showPrivacy(house: House, ctx: Ctx): Promise<void> {
  const { speak } = ctx;
  const chatId = ctx.chatId ?? 0;
  const data = await ownData(house, chatId);
  const words = { nameOf: await namesIn(house, chatId), timeZone: house.timeZone };
  const buttons =
    data.persons.length === 0 ? [] : [[{ text: speak.plain("right.access"), data: "start:request:access" }]];
  await say(ctx, { html: aboutBot(house.limits, speak) });
  await say(ctx, {
    html: [
      ...(data.persons.length === 0 ? [speak("privacy.nobody")] : aboutPersons(words, speak, data)),
      speak("privacy.kept"),
    ].join("\n\n"),
    buttons,
  });
}

/** The information about the bot itself: who, why, from where, for whom, and how long each kind is kept. Out: HTML. */
export function aboutBot(limits: HowLong, speak: Speak): string {
  const howLong = inWords(limits, speak.language);
  const groups = storedGroups.map((group) => whatIsStored(howLong, speak, group));
  return [speak("privacy.about"), speak("privacy.groups"), ...groups].join("\n\n");
}

/** What one group of tables holds, why, and for how long. */
const whatIsStored = (howLong: Values, speak: Speak, group: (typeof storedGroups)[number]) =>
  speak("privacy.group", {
    what: speak.plain(`stored.${group}.what`),
    why: speak.plain(`stored.${group}.why`),
    kept: speak.plain(`stored.${group}.kept`, howLong),
  });

function aboutPersons(
  words: Naming,
  speak: Speak,
  { persons, classes, children, openConversation }: OwnData,
): string[] {
  const { timeZone, nameOf } = words;
  const lines = children.flatMap((child) =>
    child.declarations.map((event) => declaration(words, speak, nameOf(child), event)),
  );
  return [
    ...persons.map((person) =>
      speak("privacy.person", {
        name: fullName(person),
        role: speak.plain(roleKey(person.role)),
        chat: person.account?.chat ?? "",
        since: dayOf(person.account?.joinedAt ?? "", timeZone),
      }),
    ),
    ...classes.map((className) => speak("privacy.class", { className })),
    ...children.map((child) =>
      speak("privacy.child", {
        name: fullName(child),
        className: child.className,
        born: child.birthDate ? germanDate(child.birthDate) : speak.plain("privacy.unknownDate"),
      }),
    ),
    ...(children.length === 0
      ? []
      : [lines.length === 0 ? speak("privacy.noEvents") : [speak("privacy.events"), ...lines.slice(-20)].join("\n")]),
    speak(openConversation ? "privacy.openQuestion" : "privacy.noOpenQuestion"),
  ];
}

function declaration(
  { timeZone }: Naming,
  speak: Speak,
  child: string,
  event: Pick<ConsentEvent, "at" | "notice" | "purpose" | "kind">,
): string {
  return speak("privacy.event", {
    at: dateAndTime(event.at, timeZone, speak.language),
    child,
    version: event.notice,
    purpose: speak.plain(`word.${event.purpose}`),
    kind: speak.plain(`kind.${event.kind}`),
  });
}
