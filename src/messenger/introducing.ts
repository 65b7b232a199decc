import type { Api } from "grammy";
import type { House } from "../house/house.ts";
import { commandsFor } from "./menu.ts";
import { trouble } from "./trouble.ts";

type Introducing = Pick<House, "texts" | "log" | "adviceOn">;

/** The messenger's code of a language; none is what everybody sees whose language has no text of its own. */
type Code = { language_code?: "de" };

/**
 * Tells the messenger what the bot is, per language and once without: what somebody sees who has not begun, and the
 * commands of strangers; each chat in which somebody has joined gets its own. What stands there already is not sent
 * again. A refusal keeps nothing else from being told.
 */
export async function introduce(house: Introducing, api: Api, closing: AbortSignal): Promise<void> {
  // Plain German has no code of its own in the messenger.
  const codes = house.texts.languages.filter((one) => /^[a-z]{2}$/.test(one));
  for (const language of [undefined, ...codes]) {
    const code: Code = language ? { language_code: language as "de" } : {};
    const { plain } = house.texts.speak(language);
    const list = commandsFor([]).map((command) => ({ command, description: plain(`command.${command}`) }));
    const steps = [
      () => api.setMyCommands(list, code),
      () => describe(api, code, plain("about.long")),
      () => describeShortly(api, code, plain("about.short")),
    ];
    for (const step of steps)
      await step().catch((error: unknown) => {
        if (!closing.aborted) house.log.warn(trouble(house, error), "not introduced: it is at the next start");
      });
    if (closing.aborted) return;
  }
}

async function describe(api: Api, code: Code, text: string): Promise<void> {
  const { description } = await api.getMyDescription(code);
  if (description !== text) await api.setMyDescription(text, code);
}

async function describeShortly(api: Api, code: Code, text: string): Promise<void> {
  const { short_description: said } = await api.getMyShortDescription(code);
  if (said !== text) await api.setMyShortDescription(text, code);
}
