import { expect, test } from "vitest";
import { inPostgresWords } from "../../db/postgres/words.ts";

const said = (source: string) => inPostgresWords(source).text;

test("values have their places, by their order or by their names; the same name is the same value", () => {
  expect(inPostgresWords("select a from t where b = ? and c in (?, ?)")).toMatchObject({
    text: "select a from t where b = $1 and c in ($2, $3)",
    values: [{ from: 0 }, { from: 1 }, { from: 2 }],
  });
  expect(inPostgresWords("select a from t where b = :who or c = :who limit :most")).toMatchObject({
    text: "select a from t where b = $1 or c = $1 limit $2",
    values: [{ from: "who" }, { from: "most" }],
  });
});

test("what stands in a text or a name is left as it is", () => {
  expect(said("select 'a ? is not (b', \"max(is)\", `of` from t -- ? is")).toBe(
    'select \'a ? is not (b\', "max(is)", "of" from t -- ? is',
  );
  expect(said("select 'it''s ifnull(?)'")).toBe("select 'it''s ifnull(?)'");
});

test("any two values are compared, nothing among them", () => {
  expect(said("select 1 where a is ? and b is not c and d is null and e is not null")).toBe(
    "select 1 where a is not distinct from $1 and b is distinct from  c and d is null and e is not null",
  );
});

test("functions that have other names, however deep they stand", () => {
  expect(said("select ifnull(max(a, ifnull(b, 0)), max(c))")).toBe(
    "select coalesce(greatest(a, coalesce(b, 0)), max(c))",
  );
  expect(said("select iif(a = 1, 'x', 'y'), instr(a, 'b'), cast(a as integer)")).toBe(
    "select case when a = 1 then  'x' else  'y' end, strpos(a, 'b'), cast(a as bigint)",
  );
  expect(said("select value from json_each(?)")).toBe("select value from each_of(cast($1 as text))");
  expect(said("select json_array(a, 'b')")).toBe(
    "select cast(array_to_json(array[to_json(a), to_json( 'b')]) as text)",
  );
});

test("where nothing is entered, a column counts on by itself; a null elsewhere stays", () => {
  expect(
    said('insert into "t" ("id", "a") values (null, ?), (null, null) on conflict ("t"."id") do update set a = null'),
  ).toBe(
    'insert into "t" ("id", "a") values (default, $1), (default, default) on conflict ("id") do update set a = null',
  );
  expect(said("update t set a = null")).toBe("update t set a = null");
});

test("the seal of a value is asked for, not the value; of a column it cannot be", () => {
  expect(inPostgresWords("insert into t (a, b) values (?, seal(?))").values).toEqual([
    { from: 0, isSealed: false },
    { from: 1, isSealed: true },
  ]);
  expect(() => inPostgresWords("select 1 from t where seal(hash) = seal")).toThrow("PostgreSQL has no key");
});
