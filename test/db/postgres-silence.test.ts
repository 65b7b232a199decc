import { afterEach, describe, expect, test } from "vitest";
import { PostgresClient } from "../../db/postgres/client.ts";
import { placeAt } from "../../db/postgres/address.ts";
import { freshAddress, postgresLeftOut, postgresUrl } from "../support/fresh-database.ts";

/** So long (ms) a process computes that says nothing meanwhile: the server lets go of whoever is not there at all. */
const long = 11_000;
const computes = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, long);

describe.runIf(postgresUrl)("whoever computes for long between two questions keeps its connection", () => {
  let client: PostgresClient | undefined;
  afterEach(() => client!.close());
  const opened = (isAlone: boolean) => (client = new PostgresClient(placeAt(freshAddress(), isAlone)));
  const backend = ({ prepare }: { prepare: PostgresClient["prepare"] }) =>
    prepare.call(client, "select pg_backend_pid()").pluck().get();

  test.each([
    ["with the lease of a school", true],
    ["that only reads", false],
  ])(
    "one %s",
    (_, isAlone) => {
      const before = backend(opened(isAlone));
      computes();
      expect(backend(client!)).toBe(before);
    },
    30_000,
  );

  test("in the middle of a unit of work, also of one in which something was refused", () => {
    const before = backend(opened(true));
    client!.exec(`create schema "${client!.schema}"; create table child (id integer)`);
    client!.transaction(() => {
      client!.exec("insert into child values (1)");
      expect(() => client!.transaction(() => client!.exec("insert into nothing values (1)"))()).toThrow(/nothing/);
      computes();
      client!.exec("insert into child values (2)");
    })();
    expect(backend(client!)).toBe(before);
    expect(client!.prepare("select count(*) from child").pluck().get()).toBe(2);
  });

  test("what it sees of a moment begins when it asks, not when it says that it is there", () => {
    const other = new PostgresClient(placeAt(freshAddress(), false));
    other.exec(`create schema "${other.schema}"; create table child (id integer)`);
    opened(false);
    client!.transaction(() => {
      client!.exec("set transaction isolation level repeatable read, read only");
      computes();
      other.exec("insert into child values (1)");
      expect(client!.prepare(`select count(*) from "${other.schema}".child`).pluck().get()).toBe(1);
    })();
    other.close();
  });
});

if (!postgresUrl) test.skip(postgresLeftOut, () => undefined);
