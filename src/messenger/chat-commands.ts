import type { Api } from "grammy";
import type { Person } from "../school/people.ts";
import type { House } from "../house/house.ts";
import { commandsFor } from "./menu.ts";
import { trouble } from "./trouble.ts";

type Known = Pick<House, "accounts" | "languages" | "texts" | "log" | "adviceOn">;

/** What a chat's list of commands is made for, and how often it was refused. */
interface Shown {
  of: string;
  refused: number;
}

const mostTries = 3;
/** Who is in a chat is looked up again after a while (ms): another process may have changed it. */
const lookedFor = 5 * 60 * 1000;
/** So many chats are remembered as looked at. */
const mostLooked = 20_000;

export interface ChatCommands {
  /**
   * Has the messenger show, in this chat, the commands of whoever is in it now, in its language; where it shows them
   * already, nothing is called. Nobody waits for it, and a refusal stops nothing.
   * In: whether the chat has lost somebody, so that it shows commands although nobody here remembers.
   */
  fit: (chatId: number, hasLost?: boolean) => void;
}

/** Parents see theirs, teachers theirs, strangers what is shown to everybody. In: an api that does not try again. */
export function openChatCommands(house: Known, api: Api, closing: AbortSignal): ChatCommands {
  const shown = new Map<number, Shown>();
  const inWork = new Map<number, Promise<void>>();
  const looked = new Map<number, number>();

  /** Whether a chat was looked at a moment ago, and nothing of it has changed since. */
  async function isAsItWas(chatId: number): Promise<boolean> {
    const [last, now] = [looked.get(chatId) ?? -Infinity, performance.now()];
    if (!(await house.accounts.hasChanged(chatId)) && now - last < lookedFor) return true;
    if (looked.size >= mostLooked) looked.clear();
    looked.set(chatId, now);
    return false;
  }

  async function show(chatId: number, hasLost: boolean): Promise<void> {
    const roles = (await house.accounts.personsOf(chatId)).map(({ role }) => role);
    const language = (await house.languages.of(chatId))?.language ?? "de";
    const of = roles.length === 0 ? "" : `${language} ${roles.toSorted().join(" ")}`;
    const before = shown.get(chatId) ?? { of: hasLost ? "unknown" : "", refused: 0 };
    if (before.of === of) return;
    try {
      await tell(api, chatId, roles, (command) => house.texts.speak(language).plain(`command.${command}`));
      if (of === "") shown.delete(chatId);
      else shown.set(chatId, { of, refused: 0 });
    } catch (error) {
      const refused = before.refused + 1;
      shown.set(chatId, refused < mostTries ? { ...before, refused } : { of, refused: 0 });
      looked.delete(chatId);
      if (!closing.aborted) house.log.warn(trouble(house, error), "the commands of a chat are not set");
    }
  }

  return {
    fit(chatId, hasLost = false) {
      if (chatId <= 0) return;
      const done = (inWork.get(chatId) ?? Promise.resolve())
        .then(async () => (!hasLost && (await isAsItWas(chatId)) ? undefined : await show(chatId, hasLost)))
        .catch((error: unknown) => house.log.warn(trouble(house, error), "the commands of a chat are not known"))
        .finally(() => {
          if (inWork.get(chatId) === done) inWork.delete(chatId);
        });
      inWork.set(chatId, done);
    },
  };
}

async function tell(
  api: Api,
  chatId: number,
  roles: readonly Person["role"][],
  describe: (command: ReturnType<typeof commandsFor>[number]) => string,
): Promise<void> {
  const scope = { type: "chat", chat_id: chatId } as const;
  if (roles.length === 0) return void (await api.deleteMyCommands({ scope }));
  const list = commandsFor(roles).map((command) => ({ command, description: describe(command) }));
  await api.setMyCommands(list, { scope });
}
