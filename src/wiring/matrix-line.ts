import { isOfQuestion } from "../../conversations/question.ts";
import type { House } from "../house/house.ts";
import { because } from "../matrix/cause.ts";
import { type MatrixLine, type Opening, openMatrixLine } from "../matrix/line.ts";
import { spokenTo } from "../messenger/once.ts";

/** What the bot needs besides the line's `fetch` to be put on it; no call of the Bot API leaves the process. */
export const asBotApi = {
  kind: "matrix",
  token: "0:matrix",
  apiRoot: "http://matrix.invalid",
  isPatient: true,
  because,
} as const;

/** The Matrix line of a house. In: the server, and with what the bot signs in there. */
export function matrixLineOf(
  house: Pick<House, "on" | "rooms" | "languages" | "now" | "log">,
  how: Pick<Opening, "address" | "credentials" | "file"> & Partial<Opening>,
): MatrixLine {
  const { texts } = house.on("matrix");
  return openMatrixLine({
    ...{ numbers: house.rooms, readsWords: isOfQuestion, now: house.now },
    sayIn: sayIn({ languages: house.languages, texts }),
    warn: (what, outcome) => house.log.warn(what, outcome),
    ...how,
  });
}

/** The words of the line itself, in a chat's language; where it cannot be looked up in German, rather than none. */
export function sayIn(house: Pick<House, "languages" | "texts">): Opening["sayIn"] {
  return async (chatId) => (await spokenTo(house, chatId)).plain;
}
