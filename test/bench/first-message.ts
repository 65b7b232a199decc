/**
 * What the first message in a language costs after a start, beside a later one: everybody else waits for it meanwhile.
 * A message is read in every way in which the bot reads one. Processor time of this one run.
 */
import { readTexts } from "../../src/texts.ts";
import { readToTheEnd } from "../../src/texts/whole.ts";
import { understandingOf } from "../../src/wiring/understanding-file.ts";

const questions: readonly (readonly [language: string, question: string])[] = [
  ["de", "hallo wer sieht die daten von meinem kind"],
  ["en", "hello who can see the data of my child"],
  ["pl", "dzień dobry kto widzi dane mojego dziecka"],
  ["tr", "merhaba çocuğumun verilerini kim görüyor"],
  ["ro", "bună ziua cine vede datele copilului meu"],
  ["ru", "здравствуйте кто видит данные моего ребёнка"],
  ["uk", "добрий день хто бачить дані моєї дитини"],
  ["bg", "здравейте кой вижда данните на детето ми"],
  ["ar", "مرحبا من يرى بيانات طفلي"],
];

const spent = (work: () => void) => {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const begun = process.cpuUsage();
const texts = await readTexts();
await readToTheEnd(texts);
const understand = understandingOf(texts);
const { user, system } = process.cpuUsage(begun);
console.log(`reading all words at the start: ${((user + system) / 1000).toFixed(0)} ms`);

for (const [language, question] of questions) {
  const [own, asking] = [[language, "de"], { names: ["Mila"], pupil: false }];
  const readsIt = () => {
    texts.everydayIn(question, language);
    texts.withdrawsAtOnce(question, own, []);
    texts.asksWhatHolds(question, asking);
    texts.circumstanceIn(question, own);
    understand(question);
  };
  const first = spent(readsIt);
  const later = spent(() => Array.from({ length: 20 }, readsIt)) / 20;
  const ratio = (first / later).toFixed(0);
  console.log(`${language}: first ${first.toFixed(0)} ms, later ${later.toFixed(1)} ms: ${ratio} ×`);
}
