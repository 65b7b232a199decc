import type { OwnChild, Said } from "../../conversations/world.ts";
import type { Speak } from "../texts.ts";
import type { House } from "../house/house.ts";
import { standingText } from "../house/standing-text.ts";

type Naming = Pick<House, "nameOf" | "timeZone">;

/** For each child of this chat what stands, and the way to answer and to withdraw. */
export async function status(
  house: Naming & Pick<House, "roster" | "ledger" | "now">,
  speak: Speak,
  chatId: number,
): Promise<Said> {
  const own = await house.roster.ownChildren(chatId);
  if (own.length === 0) return { html: speak("child.none") };
  const standings = await house.ledger.standings(
    own.map(({ child }) => child.id),
    house.now(),
  );
  const texts: string[] = [];
  for (const one of own)
    texts.push(standingText(house, speak, one, standings.get(one.child.id), await house.ledger.eventsOf(one.child.id)));
  return {
    html: [speak("status.heading"), ...texts].join("\n\n"),
    buttons: own.flatMap((one) => ways(house, speak, one)),
  };
}

function ways(house: Naming, speak: Speak, { child }: OwnChild): NonNullable<Said["buttons"]> {
  const name = { child: house.nameOf(child) };
  return [
    [
      { text: speak.plain("status.answer", name), data: `start:give:${child.id}` },
      { text: speak.plain("status.withdraw", name), data: `start:withdraw:${child.id}` },
    ],
  ];
}
