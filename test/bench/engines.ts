/**
 * What recording a decision and reading a child's standing cost on PostgreSQL, against SQLite: a school of 250 children
 * and 2,000 events on each, in turns. POSTGRES_URL names a server that writes to its disk before it answers, as SQLite does.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { costs, filled } from "./filled-ledger.ts";

const { POSTGRES_URL: url } = process.env;
if (url === undefined) throw new Error("POSTGRES_URL names no server");
const folder = mkdtempSync(join(tmpdir(), "janein-bench-"));
const name = `bench_${Date.now().toString(36)}`;
const [children, perChild, turns] = [250, 8, 3];
const [file, schema] = [
  await filled(join(folder, "school.sqlite"), children, perChild),
  await filled(`${url}#${name}`, children, perChild),
];
const all = { file: [] as Costs[], schema: [] as Costs[] };
type Costs = Awaited<ReturnType<typeof costs>>;
for (let turn = 0; turn < turns; turn += 1) {
  all.file.push(await costs(file, children, turn));
  all.schema.push(await costs(schema, children, turn));
}
const least = (of: readonly Costs[], what: keyof Costs) => Math.min(...of.map((one) => one[what]));
for (const what of ["recording", "reading"] as const) {
  const [here, there] = [least(all.file, what), least(all.schema, what)];
  console.log(
    `${what}: SQLite ${here.toFixed(0)} µs, PostgreSQL ${there.toFixed(0)} µs, ratio ${(there / here).toFixed(2)}`,
  );
}
schema.$client.exec(`drop schema "${name}" cascade`);
for (const database of [file, schema]) database.$client.close();
rmSync(folder, { recursive: true });
