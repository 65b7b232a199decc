import { type DeviceFile, openDeviceFile } from "../../db/file/device-file.ts";
import { openSecrecy } from "../../src/matrix/secrecy.ts";
import type { SyncKeys } from "../../src/matrix/sync-keys.ts";

/** What a test tells the bot's device to do. */
export type Order =
  | { order: number; hear: SyncKeys }
  | { order: number; read: object; room: string }
  | { order: number; say: object; room: { id: string; members: string[]; encryption: object } };

/**
 * The bot's device in a process of its own: it is told what to do, and calls the test's server, over the channel of
 * its parent, and kills itself at a moment. A moment is before and after each writing, and before each call.
 * In: the path of its file, its user, its device; at which moment it dies, of the opening or after it (0: never).
 */
const [path = "", userId = "", deviceId = "", inOpening = "0", afterwards = "0"] = process.argv.slice(2);
const waiting = new Map<number, (answer: unknown) => void>();
let calls = 0;
let left = Number(inOpening);

function moment(): void {
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
}

process.on("message", (message: Order | { answered: number; answer: unknown }) => {
  if ("answered" in message) waiting.get(message.answered)?.(message.answer);
  else void follow(message);
});

const file = openDeviceFile(path);
const write: DeviceFile["store"]["write"] = (units) => {
  moment();
  file.store.write(units);
  moment();
};
const secrecy = await openSecrecy({
  userId,
  deviceId,
  file: { ...file, store: { ...file.store, write } },
  call: (method, door, body) => {
    moment();
    const call = (calls += 1);
    process.send?.({ call, method, door, body });
    return new Promise((resolve) => waiting.set(call, resolve));
  },
  log: { warn: (_, outcome) => console.error(outcome) },
});
left = Number(afterwards);
process.send?.({ ready: true });

async function follow(order: Order): Promise<void> {
  const done = async () => {
    if ("hear" in order) return secrecy.heard(order.hear);
    if ("read" in order) return secrecy.decrypt(order.room, order.read);
    return secrecy.encrypt(order.room, "m.room.message", order.say);
  };
  process.send?.({ done: order.order, out: await done() });
}
