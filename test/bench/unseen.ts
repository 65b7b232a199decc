/**
 * Messages by an author whose examples nobody learns from (`test/bench/unseen`), understood in four ways: by what was
 * learnt alone, by the words of wishes alone, by both, and as they are taken in a chat; stories as a whole and in
 * pieces. Prints shares.
 */
import { readdirSync, readFileSync } from "node:fs";
import { earFor } from "../../src/answers/ear.ts";
import { learn } from "../../src/answers/learn.ts";
import { understanding } from "../../src/answers/understand.ts";
import { readTexts } from "../../src/texts.ts";
import { meaningOf } from "../../src/texts/meaning.ts";
import { understandingOf } from "../../src/wiring/understanding-file.ts";

interface Line {
  q: string;
  lang?: string;
  style?: string;
  topics?: string[];
  action?: string;
  alt?: { action: string }[];
  kind?: string;
  isTwo?: boolean;
  /** By scene and person instead of by topic, with every way to deny; of a later day. */
  isScene?: boolean;
}
interface Meant {
  kind: string;
  topics: string[];
  answers: number;
  action: string;
}
type Way = (line: Line) => Meant;

const folder = new URL("unseen/", import.meta.url);
const lines = readdirSync(folder).flatMap((file) =>
  readFileSync(new URL(file, folder), "utf8")
    .trim()
    .split("\n")
    .map((line): Line => ({
      ...(JSON.parse(line) as Line),
      isTwo: file.startsWith("two"),
      isScene: file.startsWith("scenes"),
    })),
);

const texts = await readTexts();
const ear = earFor(texts.wording);
const inUse = understandingOf(texts);
const wordless = { ...texts.wording, wishes: {} };
const learntAlone = understanding(learn(texts.examples, wordless), wordless);

const by =
  (understand: typeof inUse): Way =>
  ({ q }) => {
    const { kind, topics, answers, wish } = understand(q);
    return { kind, topics: topics.map(({ id }) => id), answers, action: wish?.action ?? "none" };
  };
/** With what the bot says in its own words, and without offers that are absurd. */
const inChat: Way = ({ q, lang = "de" }) => {
  const { kind, topics, answers, wish } = meaningOf(texts, inUse(q), q, lang);
  return { kind, topics: topics.map(({ id }) => id), answers, action: wish?.action ?? "none" };
};
const byWords: Way = ({ q, lang = "de" }) => ({
  ...{ kind: "none", topics: [], answers: 0 },
  action: ear.wish(q, lang)?.action ?? "none",
});
const share = (of: readonly Line[], is: (line: Line) => boolean) =>
  of.length === 0 ? "     –" : `${((100 * of.filter(is).length) / of.length).toFixed(1).padStart(5)}%`;

function show(name: string, group: string, of: readonly Line[], way: Way): void {
  const meant = new Map(of.map((line) => [line, way(line)]));
  const said = (line: Line) => meant.get(line) ?? { kind: "none", topics: [], answers: 0, action: "none" };
  const [questions, wishes] = [of.filter(({ topics }) => topics), of.filter(({ action }) => action)];
  const elsewhere = of.filter(({ topics, action }) => !topics && !action);
  const isRight = (line: Line) => said(line).kind === "answer" && !!line.topics?.includes(said(line).topics[0] ?? "");
  const isOffered = (line: Line) =>
    said(line).kind === "choices" &&
    said(line)
      .topics.slice(0, 3)
      .some((id) => line.topics?.includes(id));
  const isMeant = (line: Line) =>
    [line.action, ...(line.alt ?? []).map(({ action }) => action)].includes(said(line).action);
  const isExchanged = (line: Line) =>
    !isMeant(line) && [line.action, said(line).action].toSorted().join() === "give,withdraw";
  const bothOf = (line: Line) =>
    said(line).answers === 2 && !!line.topics?.every((id) => said(line).topics.slice(0, 2).includes(id));
  console.log(
    `${name.padEnd(15)} ${group.padEnd(16)} questions ${String(questions.length).padStart(3)} right ${share(questions, isRight)} ` +
      `helped ${share(questions, (line) => isRight(line) || isOffered(line))} both of two ${share(
        questions.filter(({ isTwo }) => isTwo),
        bothOf,
      )} | wishes ${String(wishes.length).padStart(3)} right ${share(wishes, isMeant)} exchanged ${wishes.filter(isExchanged).length} | ` +
      `elsewhere ${String(elsewhere.length).padStart(3)} answered ${share(elsewhere, (line) => ["answer", "wish"].includes(said(line).kind))}`,
  );
}

const german = lines.filter(({ lang = "de" }) => lang === "de");
const groups = Map.groupBy(lines, ({ lang = "de", style = "" }) => (lang === "de" && style ? `de ${style}` : lang));
for (const [name, way] of Object.entries({
  "learnt alone": by(learntAlone),
  "words alone": byWords,
  "both, together": by(inUse),
  "in a chat": inChat,
})) {
  show(name, "German", german, way);
  show(
    name,
    "other languages",
    lines.filter((line) => !german.includes(line)),
    way,
  );
}
const stories = german.filter(({ style }) => style === "long");
const learnt = learn(texts.examples, texts.wording);
const sentences = (text: string) => text.match(/[^.!?؟\n]+[.!?؟]*/gu) ?? [];
show("as a whole", "stories", stories, by(understanding(learnt, texts.wording, () => [])));
show("by sentences", "stories", stories, by(understanding(learnt, texts.wording, sentences)));
show("in pieces", "stories", stories, by(inUse));
for (const [group, of] of [...groups].sort()) show("in a chat", group, of, inChat);
const scenes = lines.filter(({ isScene }) => isScene);
for (const [lang, of] of Map.groupBy(scenes, ({ lang = "de" }) => lang)) show("scenes, in a chat", lang, of, inChat);
