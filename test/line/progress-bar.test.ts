import { expect, test } from "vitest";
import { progressBar } from "../../src/line/progress-bar.ts";

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { written, isTTY, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
}

test("in a terminal a bar grows, says nothing twice, and is gone in the end", () => {
  const at = terminal(true);
  const { walked, end } = progressBar("Checking", at);
  for (const share of [0, 0.5, 0.5, 1, 7]) walked(share);
  end();
  end();
  expect(at.written).toEqual([
    `\rChecking [${".".repeat(30)}] 0 %`,
    `\rChecking [${"#".repeat(15)}${".".repeat(15)}] 50 %`,
    `\rChecking [${"#".repeat(30)}] 100 %`,
    expect.stringMatching(/^\r +\r$/),
  ]);
});

test("where it is no terminal nothing of it is written", () => {
  const at = terminal(false);
  const { walked, end } = progressBar("Exporting", at);
  walked(0.5);
  end();
  expect(at.written).toEqual([]);
});
