import type { House } from "../house/house.ts";
import type { Precedence } from "./first-poller.ts";
import type { openNotifier } from "./notifier.ts";
import { trouble } from "./trouble.ts";

/** Whoever is not the first of those who poll leaves the telling to whoever is, and looks what waits when it is. */
export function whoTells(
  house: House,
  precedence: Precedence,
  notifier: Pick<ReturnType<typeof openNotifier>, "wake" | "hear">,
) {
  const tell = () => void (precedence.isFirst && notifier.wake());
  return {
    tell,

    hear: async () => void (precedence.isFirst && (await notifier.hear())),

    /** Tells at once what could not be told while the messenger was away. */
    heardAgain: (): void => {
      void house.outbox
        .heardAgain(house.now())
        .catch((error: unknown) => house.log.warn(trouble(house, error), "what waits is told when it is due"))
        .finally(tell);
    },
  };
}
