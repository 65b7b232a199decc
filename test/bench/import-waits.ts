/**
 * How long everybody else waits while a list is taken in through the office's page: the longest pause of the thread
 * that answers, for each step, behind it what of a pause the thread itself has worked at most (on a busy machine others
 * have their turns in between), and the time of all of them. The first list is new; the others, as a workbook and as text,
 * are the same with another class for every child.
 */
import { OfficePages, type Visitor } from "../support/office-pages.ts";
import { manyChildren } from "../support/lists.ts";
import { School } from "../support/school.ts";
import { workbook } from "../support/workbooks.ts";

/** The longest time (ms) for which nothing else could be done while this was, and the most that was worked in one. */
async function longestWait<T>(work: () => Promise<T>): Promise<{ out: T; ms: number; worked: number }> {
  let [last, worked] = [performance.now(), workedSoFar()];
  const longest = { ms: 0, worked: 0 };
  const note = () => {
    const [now, workedNow] = [performance.now(), workedSoFar()];
    longest.ms = Math.max(longest.ms, now - last - 1);
    longest.worked = Math.max(longest.worked, workedNow - worked);
    [last, worked] = [now, workedNow];
  };
  const beat = setInterval(note, 1);
  const out = await work();
  await new Promise((resolve) => setTimeout(resolve, 5));
  clearInterval(beat);
  return { out, ...longest };
}

/** Processor time of this thread (ms). */
function workedSoFar(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

async function waits(clerk: Visitor, bytes: Uint8Array, what: string): Promise<void> {
  const form = new FormData();
  form.append("files", new File([Uint8Array.from(bytes)], "list.csv"));
  const begun = performance.now();
  const sent = await longestWait(() => clerk.post("/import", form));
  const path = (sent.out.to ?? "").replace(/^\/office/, "");
  const shown = await longestWait(() => clerk.get(path));
  const applied = await longestWait(() => clerk.post(`${path}/apply`));
  if (applied.out.status !== 303) throw new Error(`not carried out: ${applied.out.status}`);
  const done = await longestWait(() => clerk.get(path));
  const after = await longestWait(() => clerk.get(""));
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  const steps = { "looked at": sent, shown, "carried out": applied, done, after };
  console.log(
    what.padEnd(28),
    `${seconds} s in all; `,
    ...Object.entries(steps).map(([step, { ms, worked }]) => `${step} ${ms.toFixed(0)} ms (${worked.toFixed(0)}); `),
  );
}

for (const children of process.argv.slice(2).map(Number)) {
  const school = await School.open();
  const clerk = await new OfficePages(school).signedIn("office");
  const list = manyChildren(children, false);
  await waits(clerk, list, `${children} rows, new`);
  const rows = Buffer.from(list).toString().split("\n");
  const book = workbook({ Liste: rows.map((row) => row.replaceAll(/;(\d+[a-z]);Aktiv/g, ";X$1;Aktiv").split(";")) });
  await waits(clerk, book, `${children} rows of xlsx, changed`);
  const text = Buffer.from(list)
    .toString()
    .replaceAll(/;(\d+[a-z]);Aktiv/g, ";L$1;Aktiv");
  await waits(clerk, Buffer.from(text), `${children} rows, changed`);
  await school.stop();
}
