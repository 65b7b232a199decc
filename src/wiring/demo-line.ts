import { join } from "node:path";
import { openDeviceFile } from "../../db/file/device-file.ts";
import type { SchoolMessenger } from "../demo/school-messenger.ts";
import { homeserverAsFetch } from "../homeserver/mount.ts";
import type { House } from "../house/house.ts";
import { openClearShutter } from "../matrix/shutter.ts";
import { runBot } from "../messenger/running.ts";
import { trouble } from "../messenger/trouble.ts";
import { asBotApi, matrixLineOf } from "./matrix-line.ts";

interface Second {
  house: House;
  messenger: SchoolMessenger;
  /** Where the bot's device keeps what it is. */
  folder: string;
  abandonedDays: number;
  /** Hears that something was done there: somebody on the other line may be told of it. */
  finished: () => void;
}

/** The bot of a demo's house on its second line, from when it is wanted there. */
export interface LateLine {
  /** Puts it there, unless it is; who opens the school does not wait for what most visitors never look at. */
  begin(): void;
  /** Tells what was put down for whoever is there, if the line is there. */
  hear(): void;
  /** The end of it, also where it has only begun. */
  stop(): Promise<void>;
}

/** In: the house, and the school's own messenger: a server in a box. Nothing is opened yet. */
export function lateDemoLine(second: Second): LateLine {
  let [opening, isOver]: [ReturnType<typeof openDemoLine> | null, boolean] = [null, false];
  return {
    begin() {
      if (isOver || opening) return;
      opening = openDemoLine(second);
      opening.catch((error: unknown) => {
        opening = null;
        second.house.log.error(trouble(second.house, error), "the demo's second line is not open: it is tried again");
      });
    },
    hear: () => void opening?.then((line) => line.hear()).catch(() => undefined),
    async stop() {
      isOver = true;
      await (await opening?.catch(() => null))?.stop();
    },
  };
}

async function openDemoLine({ house, messenger, folder, abandonedDays, finished }: Second) {
  await using ends = new AsyncDisposableStack();
  const file = openDeviceFile(join(folder, "demo.device"));
  ends.defer(() => file.close());
  const line = matrixLineOf(house, {
    ...{ address: asBotApi.apiRoot, fetch: homeserverAsFetch(messenger.server), shutter: openClearShutter },
    ...{ credentials: { user: messenger.bot, password: messenger.password, token: null }, file },
  });
  ends.defer(() => line.stop());
  const bot = await runBot(house, {
    ...asBotApi,
    fetch: line.fetch,
    isAlone: true,
    isSecond: true,
    abandonedDays,
    finished,
  });
  ends.defer(() => bot.stop());
  const all = ends.move();
  return { hear: () => bot.hear(), stop: () => all.disposeAsync() };
}
