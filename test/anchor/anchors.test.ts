import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newestHead } from "../../db/proof/head.ts";
import { type Anchors, openAnchors } from "../../src/anchor/anchors.ts";
import { stampNewest } from "../../src/anchor/stamping.ts";
import { type Head, headIn, notGivenUp, sealed } from "../../src/consent/heads.ts";
import { keepSealed, notFromThere, sealNow, sealRestored, verifyAll } from "../../src/wiring/proof.ts";
import { School } from "../support/school.ts";
import { Stamper } from "../support/stamper.ts";
import { until } from "../support/until.ts";

let school: School;
let folder: string;
let anchors: Anchors;
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), "janein-anchors-")), "proof");
  anchors = await openAnchors(folder, () => "a key for a test");
  school = await School.open({ joined: ["grandfather"], sealOfRow: anchors.sealOfRow });
  await anchors.seal({ at: school.clock.now.toISOString(), ...newestHead(school.database), begins: "rows" });
});
afterEach(() => school.stop());

const seal = () => sealNow(school.database, anchors, school.clock.now);
const restored = () => sealRestored(school.database, anchors, school.clock.now);
const verified = (ca?: string) => verifyAll({ database: school.database, anchors, settings: { TIMESTAMP_CA: ca } });
const sql = (text: string) => school.database.$client.exec(text);
const lines = () => readFileSync(join(folder, "heads"), "utf8").trimEnd().split("\n");
const answers = (video: "JA" | "NEIN") => school.phone("grandfather").answers("Leon", "JA", video);

/** With every guard gone, and put back afterwards: as whoever owns the database can. */
function unguarded(change: string): void {
  const guards = school.database.$client.prepare("select name, sql from sqlite_master where type = 'trigger'").all();
  const each = guards as { name: string; sql: string }[];
  sql(each.map(({ name }) => `drop trigger "${name}";`).join(" "));
  sql(`pragma foreign_keys = off; ${change}; pragma foreign_keys = on`);
  sql(each.map((guard) => `${guard.sql};`).join("\n"));
}

test("the folder and its files are for their owner alone, and the key stays the same", async () => {
  const modes = [folder, ...["key", "heads", "stamps"].map((name) => join(folder, name))].map((path) => statSync(path));
  if (process.platform !== "win32") expect(modes.map(({ mode }) => mode & 0o077)).toEqual([0, 0, 0, 0]);
  await openAnchors(folder, () => "another key");
  expect(readFileSync(join(folder, "key"), "utf8")).toBe("a key for a test");
});

test("of two commands that begin at once none finds half a key of the other", async () => {
  const firstSeen = async () => {
    const fresh = join(mkdtempSync(join(tmpdir(), "janein-anchors-")), "proof");
    const opening = openAnchors(fresh, () => "a key");
    while (!existsSync(join(fresh, "key"))) await setImmediate();
    const key = readFileSync(join(fresh, "key"), "utf8");
    await opening;
    expect(readdirSync(fresh).toSorted()).toEqual(["broken", "copies", "heads", "key", "stamps"]);
    return key;
  };
  for (let round = 0; round < 50; round += 1) expect(await firstSeen()).toBe("a key");
});

test("an empty key, as a full disk leaves it, is refused: everybody could seal with it", async () => {
  writeFileSync(join(folder, "key"), "");
  await expect(openAnchors(folder, () => "a key")).rejects.toThrow(/key is empty/);
});

test("what has come is sealed once, and verify says with what it was compared", async () => {
  await seal();
  await answers("JA");
  await seal();
  await seal();
  expect(lines()).toHaveLength(2);
  expect(await verified()).toMatchObject({
    lost: null,
    compared: { heads: 2, newestHead: school.clock.now.toISOString(), foreign: 0, stamps: 0 },
  });
});

test("what comes while the bot runs is sealed by itself; a file that does not go on from it is said once, at the next start", async () => {
  const said: string[] = [];
  const hears = (_: object, words: string) => void said.push(words);
  const log = { info: hears, warn: hears, error: hears };
  const settings = { DATABASE_PATH: "", PROOF_PATH: folder, TIMESTAMP_URL: undefined, TIMESTAMP_CA: undefined };
  const runs = () => keepSealed(school.database, anchors, { settings, log, now: () => school.clock.now });
  const stop = await runs();
  await answers("JA");
  await until(() => expect(lines()).toHaveLength(2));
  await answers("NEIN");
  await stop();
  expect([lines().length, said]).toEqual([3, []]);
  unguarded("delete from consent_event where seq > 2");
  await (
    await runs()
  )();
  expect(said).toEqual([notFromThere]);
  expect(await verified()).toMatchObject({ lost: { events: 3 } });
});

describe("an administrator of the database", () => {
  beforeEach(async () => {
    await answers("JA");
    await seal();
    await answers("NEIN");
    await seal();
  });

  test("who cuts the newest events off, with guards put back, is found without anybody having noted a link", async () => {
    unguarded("delete from consent_event where seq > 2");
    expect(await verified()).toMatchObject({ events: 2, lost: { events: 3 } });
  });

  test("who cuts the newest off both chains is found", async () => {
    unguarded("delete from consent_event where seq > 2; delete from office_action; delete from journal where seq > 1");
    unguarded("delete from shown_text where sha256 not in (select about from journal)");
    const now = await verified();
    expect("broken" in now || now.lost !== null).toBe(true);
  });

  test("who has the whole chain made anew without the withdrawal is found", async () => {
    unguarded("delete from consent_event where kind = 'withdrawn'");
    unguarded("update consent_event set salt = '', commitment = '', previous = '', hash = ''");
    const { linkOlder } = await import("../../db/proof/chain.ts");
    linkOlder(school.database, () => "0".repeat(32));
    const fault = "it was not sealed by JaNein";
    expect(await verified()).toMatchObject({ broken: { where: "event", seq: 1, fault } });
  });

  test("who puts in a head without the key is found, and so is another key", async () => {
    writeFileSync(join(folder, "heads"), `${lines().join("\n")}\n${sealed({ ...someHead, events: 2 }, "guessed")}\n`);
    expect(await verified()).toMatchObject({ compared: { foreign: 1, heads: 3 } });
    writeFileSync(join(folder, "key"), "another key");
    anchors = await openAnchors(folder, () => "");
    expect(await verified()).toMatchObject({ compared: { foreign: 4, heads: 0 } });
  });

  test("a restored backup is on record: what it lacks is given up, and what comes after counts again", async () => {
    unguarded("delete from consent_event where seq > 2");
    await restored();
    expect(await verified()).toMatchObject({ events: 2, lost: null });
    await answers("NEIN");
    await seal();
    expect(await verified()).toMatchObject({ events: 3, lost: null });
    unguarded("delete from consent_event where seq > 2");
    expect(await verified()).toMatchObject({ events: 2, lost: { events: 3 } });
  });

  test("who also cuts off the sealed heads is found by a time stamp, whoever has the key", async () => {
    const stamper = await Stamper.open();
    const { url, close } = await stamper.listens();
    const nonce = () => Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await stampNewest(anchors, { url, fetch, nonce })).toBe(true);
    expect(await stampNewest(anchors, { url, fetch, nonce })).toBe(false);
    close();
    const ca = join(folder, "root.pem");
    writeFileSync(ca, stamper.root);
    expect(await verified(ca)).toMatchObject({
      lost: null,
      compared: { stamps: 1, newestStamp: { at: "2026-11-28T12:00:00.000Z", by: "Invented Stamper" }, badStamps: [] },
    });
    unguarded("delete from consent_event where seq > 2");
    writeFileSync(join(folder, "heads"), `${lines()[0]}\n`);
    expect(await verified(ca)).toMatchObject({ events: 2, lost: { events: 3 } });
    expect((await verified()).compared.badStamps).toEqual(["there is no certificate to compare it with"]);
  });
});

const someHead: Head = {
  at: "2026-11-28T12:00:00.000Z",
  events: 1,
  event: "a",
  entries: 1,
  entry: "b",
  begins: null,
};
const anyHead = fc.record({
  at: fc.constant("2026-11-28T12:00:00.000Z"),
  events: fc.nat(20),
  event: fc.string({ maxLength: 4 }),
  entries: fc.nat(20),
  entry: fc.string({ maxLength: 4 }),
  begins: fc.constantFrom(null, "rows" as const, "restored" as const),
});

describe("the rule of sealed heads", () => {
  test("a sealed head is read back as it was, and with any letter changed not at all", () => {
    fc.assert(
      fc.property(anyHead, fc.nat(), (head, which) => {
        const line = sealed(head, "key");
        expect(headIn(line, "key")).toEqual(head);
        const at = which % line.length;
        const changed = line.slice(0, at) + (line[at] === "x" ? "y" : "x") + line.slice(at + 1);
        expect([headIn(line, "other"), headIn(changed, "key"), headIn("", "key")]).toEqual([null, null, null]);
      }),
    );
  });

  test("given up is only what goes beyond a later restored head", () => {
    fc.assert(
      fc.property(fc.array(anyHead, { maxLength: 12 }), (heads) => {
        const kept = new Set(notGivenUp(heads));
        for (const [at, head] of heads.entries()) {
          const later = heads.slice(at + 1).filter(({ begins }) => begins === "restored");
          expect(kept.has(head)).toBe(later.every((one) => head.events <= one.events && head.entries <= one.entries));
        }
      }),
    );
  });
});

describe("a time-stamp server whose clock is wrong", () => {
  const nonce = () => Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
  async function asked(at: Date, roots: boolean) {
    const stamper = await Stamper.open();
    stamper.wrong = { at };
    const { url, close } = await stamper.listens();
    const wrong: string[] = [];
    const clock = { now: () => new Date("2026-11-28T12:10:00Z"), isWrong: (said: string) => void wrong.push(said) };
    await seal();
    const stamping = stampNewest(anchors, { url, fetch, nonce, clock, ...(roots ? { roots: stamper.root } : {}) });
    const stamped = await stamping.catch((error: unknown) => String(error)).finally(close);
    const ca = join(folder, "root.pem");
    writeFileSync(ca, stamper.root);
    return { stamped, wrong, compared: (await verified(ca)).compared };
  }

  test("so far that its own certificate was not valid: it is not kept, and spoils no later verify", async () => {
    const { stamped, compared } = await asked(new Date("2028-06-01T00:00:00Z"), true);
    expect(stamped).toMatch(/cannot be read|Fault/);
    expect(compared).toMatchObject({ stamps: 0, badStamps: [] });
  });

  test("or ours is: both times are said, and the stamp is kept", async () => {
    const { stamped, wrong, compared } = await asked(new Date("2026-12-24T12:00:00Z"), true);
    expect([stamped, wrong]).toEqual([true, ["2026-12-24T12:00:00.000Z"]]);
    expect(compared).toMatchObject({ stamps: 1, newestStamp: { at: "2026-12-24T12:00:00.000Z" }, badStamps: [] });
    expect((await asked(new Date("2026-11-28T12:00:00Z"), false)).wrong).toEqual([]);
  });
});
