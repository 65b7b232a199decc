import type { Api } from "grammy";
import type { House } from "../house/house.ts";
import { commands } from "./menu.ts";
import { trouble } from "./trouble.ts";

/** Tells the messenger the commands, per language and once without. */
export async function introduce(house: House, api: Api, closing: AbortSignal): Promise<void> {
  const list = (language?: string) =>
    commands.map((command) => ({ command, description: house.texts.speak(language).plain(`command.${command}`) }));
  try {
    await api.setMyCommands(list());
    // Plain German has no code of its own in the messenger.
    for (const language of house.texts.languages.filter((one) => /^[a-z]{2}$/.test(one)))
      await api.setMyCommands(list(language), { language_code: language as "de" });
  } catch (error) {
    if (!closing.aborted) house.log.warn(trouble(house, error), "commands not set: they are at the next start");
  }
}
