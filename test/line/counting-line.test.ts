import { expect, test } from "vitest";
import { countingLine } from "../../src/line/counting-line.ts";

test("on a terminal a line says how far an import has come and is gone at the end; in a log there is none", () => {
  let [written, time] = ["", 0];
  const write = (text: string) => (written += text);
  const line = countingLine({ isTTY: true, write }, () => time);
  line.tell({ step: "reading", at: 1, of: 3 });
  time = 2400;
  line.tell({ step: "comparing" });
  line.end();
  const clear = "\r\u001b[K";
  expect(written).toBe(`${clear}Reading 2 of 3 … 0 s${clear}Comparing with what is stored … 2 s${clear}`);
  const log = countingLine({ write });
  log.tell({ step: "writing" });
  log.end();
  expect(written).not.toContain("Storing");
});
