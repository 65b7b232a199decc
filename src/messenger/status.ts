import type { OwnChild, Said } from "../../conversations/world.ts";
import { purposes } from "../consent/event.ts";
import type { ChildStanding, Stands } from "../consent/standing.ts";
import { dayOf } from "./dates.ts";
import type { House } from "./house.ts";

/** What stands for each child, since when, by which notice version, with the ways to change it. */
export async function status(house: House, chatId: number): Promise<Said> {
  const own = await house.roster.ownChildren(chatId);
  if (own.length === 0) return { html: house.speak("child.none") };
  const standings = await house.ledger.standings(own.map(({ child }) => child.id));
  const texts = own.map((one) => childStatus(house, one, standings.get(one.child.id)));
  return { html: [house.speak("status.heading"), ...texts].join("\n\n"), buttons: own.flatMap((one) => ways(house, one)) };
}

function childStatus(house: House, { child }: OwnChild, standing: ChildStanding | undefined): string {
  if (!standing) return "";
  const [audio = "", video = ""] = purposes.map((purpose) => line(house, house.speak.plain(`word.${purpose}`), standing[purpose]));
  const values = { child: house.nameOf(child), className: child.className, participation: house.speak.plain(`participation.${standing.participation}`) };
  return house.speak("status.child", { ...values, audio: "@audio", video: "@video" }).replace("@audio", audio).replace("@video", video);
}

function line(house: House, purpose: string, { standing, by }: Stands): string {
  const values = { purpose, standing: house.speak.plain(`standing.${standing}`) };
  if (!by || standing === "not_asked") return house.speak("status.line", values);
  return house.speak("status.lineSince", { ...values, since: dayOf(by.at, house.timeZone), version: by.notice });
}

function ways(house: House, { child }: OwnChild): NonNullable<Said["buttons"]> {
  const name = { child: house.nameOf(child) };
  return [[
    { text: house.speak.plain("status.answer", name), data: `start:give:${child.id}` },
    { text: house.speak.plain("status.withdraw", name), data: `start:withdraw:${child.id}` },
  ]];
}
