import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type pg from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { verifyProof } from "../../db/proof/verify.ts";
import { postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";
import { type OwnServer, ownServer } from "../support/own-postgres.ts";
import { School } from "../support/school.ts";

const connections = 12;

describe.runIf(postgresUrl)("a school on a PostgreSQL server that is not always there", () => {
  let [server, school, shell]: [OwnServer?, School?, pg.Client?] = [];
  const at = () => school!;
  let leon = "";
  beforeAll(async () => void (server = await ownServer(connections)), 60_000);
  beforeEach(async () => {
    school = await School.open({ path: server!.freshAddress() });
    leon = (await school.child("Leon")).id;
    shell = await server!.shell();
    await shell.query(`set search_path = "${schemaOf(at())}"`);
  });
  afterEach(async () => {
    await shell!.end().catch(() => undefined);
    await at().stop();
    at().database.$client.close();
  });
  afterAll(() => server!.end());

  const decides = (form: string, answer: "yes" | "no" = "yes") => {
    const { house, clock } = at();
    const declared = { role: "office", person: null, route: "paper", recordedBy: "Frau Schreiber" } as const;
    const about = { child: leon, notice: 1, language: "de", shownText: null } as const;
    return house.ledger.recordDecision(
      { ...declared, ...about, answers: { audio: answer }, evidence: form },
      clock.now,
    );
  };
  const kept = async () => {
    expect(await verifyProof(at().database)).not.toHaveProperty("broken");
    return await at().events("Leon");
  };

  test("the server is restarted in the middle of an evening: what is recorded stays, and the evening goes on", async () => {
    await decides("Blatt 1");
    server!.restart();
    await decides("Blatt 2", "no");
    expect(await kept()).toBe("audio given, audio withdrawn");
  });

  test("the server stands still for some seconds: whoever decides waits, and it is recorded once", async () => {
    server!.freezes(4);
    await decides("Blatt 1");
    expect(await kept()).toBe("audio given");
  });

  test.each([
    ["between two statements", "after insert on announcement"],
    ["right before it is kept", "constraint"],
  ])(
    "the connection is ended %s of a unit of work: all of it or nothing, and it can be done again",
    async (_, when) => {
      await shell!.query(`create function ends() returns trigger language plpgsql as
      $$ begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$`);
      const trigger =
        when === "constraint"
          ? "create constraint trigger ends after insert on consent_event deferrable initially deferred"
          : "create trigger ends after insert on consent_event";
      await shell!.query(`${trigger} for each row execute function ends()`);
      const done = decides("Blatt 1").catch((error: unknown) => error);
      await sleep(1000);
      await shell!.query("drop trigger ends on consent_event; drop function ends()");
      await done;
      if ((await at().events("Leon")) === "") await decides("Blatt 1");
      expect(await kept()).toBe("audio given");
    },
  );

  test("the connection is ended between two units of work: the next one has another", async () => {
    await decides("Blatt 1");
    await shell!.query("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
    await decides("Blatt 2", "no");
    expect(await kept()).toBe("audio given, audio withdrawn");
  });

  test("no connection is free: whoever decides waits until one is", async () => {
    await decides("Blatt 1");
    const others: pg.Client[] = [];
    await shell!.query("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()");
    try {
      for (;;) others.push(await server!.shell());
    } catch (error) {
      expect(String(error)).toMatch(/too many clients/);
    }
    const done = decides("Blatt 2", "no");
    await sleep(1000);
    for (const other of others) await other.end();
    await done;
    expect(await kept()).toBe("audio given, audio withdrawn");
  });

  test.each(["migration", "consent_event"])(
    "somebody holds %s with psql: who reads goes on, a decision waits and holds up nobody, and is recorded when it is free",
    async (table) => {
      await shell!.query(`begin; lock table ${table} in share row exclusive mode`);
      const done = decides("Blatt 1");
      for (let looked = 0; looked < 5; looked += 1) {
        await sleep(300);
        const begun = performance.now();
        expect(await at().events("Leon")).toBe("");
        expect(performance.now() - begun).toBeLessThan(1500);
      }
      await shell!.query("commit");
      await done;
      expect(await kept()).toBe("audio given");
    },
  );
});

const schemaOf = ({ database }: School): string => (database.$client as unknown as { schema: string }).schema;

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);
