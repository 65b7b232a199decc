/**
 * What a receipt costs: `npm run bench:receipts`. The CPU of the bot's own thread, with the fonts read anew for each
 * receipt in that thread, as it once was; with the fonts read once in that thread; and in the press. Ratios of one run.
 */
import { readFonts } from "../../src/print/fonts.ts";
import { printReceipt } from "../../src/print/receipt.ts";
import { texts } from "../support/texts.ts";
import { openPress } from "../../src/wiring/press.ts";
import { receipt } from "../support/pages.ts";

const count = 200;
const timeZone = "Europe/Berlin";
const shown = [...texts.notice.passages.values()].map(({ text }) => text).join("\n");
/** One as most are, and every fourth with much that was shown. */
const receipts = Array.from({ length: count }, (_, at) => {
  const language = texts.languages[at % texts.languages.length] ?? "de";
  return { ...receipt, language, ...(at % 4 === 3 ? { shown: shown.slice(0, 2000) } : {}) };
});

interface Cost {
  /** CPU of this thread, of the whole process, and time gone by: ms a receipt. */
  own: number;
  all: number;
  gone: number;
}

const cpu = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000 / count;

async function cost(print: () => Promise<unknown>): Promise<Cost> {
  const [own, all, begun] = [process.threadCpuUsage(), process.cpuUsage(), performance.now()];
  await print();
  return {
    own: cpu(process.threadCpuUsage(own)),
    all: cpu(process.cpuUsage(all)),
    gone: (performance.now() - begun) / count,
  };
}

const here = async (fonts?: () => ReturnType<typeof readFonts>) => {
  for (const one of receipts) await printReceipt(one, texts.speak(), texts.speak(one.language), timeZone, fonts?.());
};
const press = openPress();
const first = await cost(() => press.print({ receipt, timeZone }));
const inPress = await cost(() => Promise.all(receipts.map((one) => press.print({ receipt: one, timeZone }))));
await press.close();
await here();
const once = await cost(() => here());
const anew = await cost(() => here(readFonts));

const line = (what: string, { own, all, gone }: Cost) =>
  console.log(
    `${what.padEnd(38)} ${own.toFixed(2).padStart(7)} ms (${(own / anew.own).toFixed(3)} ×)   ` +
      `${all.toFixed(1).padStart(6)} ms (${(all / anew.all).toFixed(2)} ×)   ` +
      `${(1000 / gone).toFixed(0).padStart(5)} a second (${(anew.gone / gone).toFixed(1)} ×)`,
  );
console.log(
  `${count} receipts in ${texts.languages.length} languages: CPU of the bot's thread, CPU of the bot's process, how many`,
);
line("fonts read anew, in the bot's thread", anew);
line("fonts read once, in the bot's thread", once);
line("in the press", inPress);
console.log(
  `The press begins with its first page: ${(first.gone * count).toFixed(0)} ms, ` +
    `of them ${(first.own * count).toFixed(0)} ms of the bot's thread.`,
);
