/**
 * What reading scanned sheets costs: a printed page with two fields, drawn from its PDF, its codes found, its crosses
 * read. Processor time of this run, and its ratio to drawing the page, which any reader of scans must do.
 */
import { crossesIn } from "../../src/paper/crosses.ts";
import { foundField } from "../../src/paper/marks.ts";
import { codesIn } from "../../src/scan/codes.ts";
import { readScan } from "../../src/scan/read-scan.ts";
import { sealForm } from "../../src/school/form-token.ts";
import { drawn, formPdf, pageOf } from "../support/scans.ts";

const runs = 20;
const codes = [1, 2].map((at) => {
  const form = { notice: 1, person: "00112233445566aa", child: `00112233445566b${at}`, sheet: "0a0b0c0d", at, of: 2 };
  return sealForm(form, "a key of the bench, thirty-two characters long");
});
const pdf = await formPdf(pageOf(2), codes);
const page = await drawn(pdf);
const found = await codesIn(page);

/** Milliseconds of the processor that a piece of work takes each time, once everything is warm. */
async function each(work: () => unknown): Promise<number> {
  await work();
  const begun = process.cpuUsage();
  for (let run = 0; run < runs; run += 1) await work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000 / runs;
}

const drawing = await each(() => drawn(pdf));
const costs = {
  "drawing the page": drawing,
  "finding its codes": await each(() => codesIn(page)),
  "reading its crosses": await each(() => found.map((code) => crossesIn(page, foundField(page, code)))),
  "all of it, with pictures": await each(() => readScan({ name: "", bytes: pdf }, 10)),
};
for (const [what, ms] of Object.entries(costs))
  console.log(
    `${what.padEnd(26)} ${ms.toFixed(1).padStart(7)} ms a page   ratio ${(ms / drawing).toFixed(2).padStart(5)}`,
  );
