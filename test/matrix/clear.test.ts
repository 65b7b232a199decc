import { expect, test } from "vitest";
import type { Server } from "../../src/matrix/server.ts";
import { openClearShutter } from "../../src/matrix/shutter.ts";

const uploads: string[] = [];
const server = {
  upload: async (_: Uint8Array, type: string, name: string) => `mxc://x/${uploads.push(`${type} ${name}`)}`,
};
const shutter = openClearShutter(server as unknown as Server);
const room = { id: "!r:x", joined: new Set(["@a:x"]), invited: new Set<string>(), encryption: null };
const event = { type: "m.room.message", event_id: "$1", sender: "@a:x", origin_server_ts: 0, content: { body: "ja" } };

test("a line without keys writes in clear, and puts files as they are", async () => {
  expect(await shutter.shut(room as never, "m.room.message", { body: "ja" })).toEqual({
    ...{ type: "m.room.message", content: { body: "ja" } },
  });
  expect(await shutter.opened(room.id, event as never)).toBe(event);
  const file = { name: "beleg.pdf", type: "application/pdf", bytes: new Uint8Array(3) };
  expect(await shutter.put(room as never, file)).toEqual({ url: "mxc://x/1" });
  expect(uploads).toEqual(["application/pdf beleg.pdf"]);
});

test("a line without keys writes nothing into an encrypted room, and says that it cannot read what comes from one", async () => {
  const encrypted = { ...room, encryption: { algorithm: "m.megolm.v1.aes-sha2" } };
  await expect(shutter.shut(encrypted as never, "m.room.message", { body: "ja" })).rejects.toThrow("no keys");
  expect(await shutter.opened(room.id, { ...event, type: "m.room.encrypted" })).toBeNull();
});
