import type { OwnChild, Said } from "../../conversations/world.ts";
import { type ConsentEvent, type Purpose, purposes } from "../consent/event.ts";
import { answersThatCount, type ChildStanding, type Standing } from "../consent/standing.ts";
import { dayOf } from "../school/dates.ts";
import type { House } from "./house.ts";

/** For each child what this person has answered, since when, on which notice version, and what is allowed now; never what another guardian answered. */
export async function status(house: House, chatId: number): Promise<Said> {
  const own = await house.roster.ownChildren(chatId);
  if (own.length === 0) return { html: house.speak("child.none") };
  const standings = await house.ledger.standings(own.map(({ child }) => child.id), house.now());
  const texts: string[] = [];
  for (const one of own) texts.push(childStatus(house, one, standings.get(one.child.id), await house.ledger.eventsOf(one.child.id)));
  return { html: [house.speak("status.heading"), ...texts].join("\n\n"), buttons: own.flatMap((one) => ways(house, one)) };
}

function childStatus(house: House, { child, personId }: OwnChild, standing: ChildStanding | undefined, events: readonly ConsentEvent[]): string {
  if (!standing) return "";
  const [audio = "", video = ""] = purposes.map((purpose) => line(house, purpose, standing[purpose].standing, answersThatCount(events, purpose), personId));
  const values = { child: house.nameOf(child), className: child.className, participation: house.speak.plain(`participation.${standing.participation}`) };
  return house.speak("status.child", { ...values, audio: "@audio", video: "@video" }).replace("@audio", () => audio).replace("@video", () => video);
}

const asStanding: Partial<Record<ConsentEvent["kind"], Standing>> = { given: "yes", refused: "no", withdrawn: "withdrawn" };

function line({ speak, timeZone }: House, of: Purpose, stands: Standing, { answers, lapse }: ReturnType<typeof answersThatCount>, personId: string): string {
  const purpose = speak.plain(`word.${of}`);
  if (stands === "conflict") return speak("status.line", { purpose, standing: speak.plain("standing.conflict") });
  const own = answers.get(personId) ?? answers.get(null);
  if (!own) return speak("status.line", { purpose, standing: speak.plain(lapse ? "standing.lapsed" : "standing.not_asked") });
  const since = speak("status.lineSince", { purpose, standing: speak.plain(`standing.${asStanding[own.kind] ?? "no"}`), since: dayOf(own.at, timeZone), version: own.notice });
  return own.kind === "given" && stands === "not_asked" ? `${since}\n${speak("status.waits")}` : since;
}

function ways(house: House, { child }: OwnChild): NonNullable<Said["buttons"]> {
  const name = { child: house.nameOf(child) };
  return [[
    { text: house.speak.plain("status.answer", name), data: `start:give:${child.id}` },
    { text: house.speak.plain("status.withdraw", name), data: `start:withdraw:${child.id}` },
  ]];
}
