import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { GivenUp, startApart } from "../../src/wiring/apart.ts";

const apart = new URL("../../src/wiring/apart.ts", import.meta.url).href;

/** A process that answers by a rule that the test writes down. */
function answeringBy(rule: string) {
  const file = join(mkdtempSync(join(tmpdir(), "janein-")), "rule.mjs");
  writeFileSync(file, `import { answering } from ${JSON.stringify(apart)};\nanswering(${rule});\n`);
  return startApart<unknown, unknown>(pathToFileURL(file), { megabytes: 40 });
}

const why = (error: unknown) => (error instanceof GivenUp ? error.why : error);

test("what is handed on comes back changed by the rule, one after another, in the same process", async () => {
  const one = answeringBy("(asked) => ({ twice: asked.number * 2, pid: process.pid })");
  const first = (await one.ask({ number: 2 }, 20_000)) as { twice: number; pid: number };
  const second = (await one.ask({ number: 3 }, 20_000)) as { twice: number; pid: number };
  expect({ first: first.twice, second: second.twice, same: first.pid === second.pid }).toEqual({
    ...{ first: 4, second: 6, same: true },
  });
  expect({ apart: first.pid !== process.pid, goesOn: one.goesOn }).toEqual({ apart: true, goesOn: true });
  one.end();
  await expect(one.ask({ number: 4 }, 20_000)).rejects.toThrow(GivenUp);
});

test.each([
  ["loops without end", "() => { for (;;); }", "too long"],
  ["takes all the memory", "() => { const all = []; for (;;) all.push(new Array(1000).fill({})); }", "too much"],
  ["is ended from outside", '() => { process.kill(process.pid, "SIGKILL"); return {}; }', "too much"],
  ["ends by itself", "() => process.exit(3)", "ended"],
  ["throws", '() => { throw new Error("odd"); }', "ended"],
])("a process that %s is given up, and this one goes on", async (_what, rule, reason) => {
  const one = answeringBy(rule);
  const error: unknown = await one.ask({}, reason === "too long" ? 1500 : 30_000).catch((said: unknown) => said);
  expect({ why: why(error), goesOn: one.goesOn }).toEqual({ why: reason, goesOn: false });
  if (reason === "ended" && rule.includes("odd")) expect((error as Error).message).toContain("odd");
});

test("a signal that is meant for all the processes of a terminal ends no work in the middle", async () => {
  const one = answeringBy(
    '() => { process.kill(process.pid, "SIGINT"); process.kill(process.pid, "SIGTERM"); return {}; }',
  );
  expect(await one.ask({}, 20_000)).toEqual({});
  one.end();
});
