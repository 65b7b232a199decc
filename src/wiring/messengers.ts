import type { SchoolMessenger } from "../school/messenger.ts";

/** The messengers in which the school's bot is. In: its username in Telegram, null where that was never reached. */
export function messengersOf(username: string | null): readonly SchoolMessenger[] {
  return [{ kind: "telegram", bot: username === null ? null : `@${username}`, server: null }];
}
