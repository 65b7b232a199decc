import { execFile } from "node:child_process";
import { expect, test } from "vitest";

const url = JSON.stringify(new URL("../../src/wiring/stall.ts", import.meta.url).href);

/** Runs a script that is watched with little patience. */
function watched(script: string): Promise<{ signal: string | null; out: string }> {
  const begin = `const { watchStall } = await import(${url}); const stop = watchStall({ everyMs: 100, looks: 10 });`;
  const wait = "const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)); await wait(1500);";
  return new Promise((resolve) => {
    const args = ["--input-type=module", "--eval", `${begin}${wait}${script}`];
    const child = execFile(process.execPath, args, { timeout: 120_000, killSignal: "SIGTERM" }, (_, out) =>
      resolve({ signal: child.signalCode, out }),
    );
  });
}

test("an endless loop ends the process, with a line that says so", async () => {
  const { signal, out } = await watched("for (;;);");
  expect(signal).toBe("SIGKILL");
  expect(out).toMatch(/^\{"level":"fatal","time":"[^"]+","msg":"nothing has moved for minutes: [^"]+"\}\n$/);
});

test("what takes a moment, what waits for long, and what was stopped lives on, and the watch holds up no end", async () => {
  const script = `
    const busy = (ms) => { for (const end = Date.now() + ms; Date.now() < end; ); };
    busy(400);
    await wait(3000);
    stop();
    busy(2500);
    console.log("lives");`;
  expect(await watched(script)).toEqual({ signal: null, out: "lives\n" });
});
