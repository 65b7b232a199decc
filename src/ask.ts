import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { passagesOf } from "./answers/notice.ts";
import type { Step } from "./answers/reply.ts";
import type { Understanding } from "./answers/understanding.ts";
import type { Texts } from "./texts.ts";
import { meaningOf } from "./texts/meaning.ts";

type Understand = (text: string) => Understanding;

/**
 * One question or reply as data.
 * In: `{"q", "lang"}` or `{"reply", "lang", "step", "child"}` as a line of JSON; any language, or "auto": the one it is
 * written in; the step of the conversation and the child's name may be left out.
 * Out: what the bot takes it for in a chat, with the verbatim German passages of an answer and,
 * in another language, the help translation of each.
 * A line that is neither is answered with "none" and says what is wrong with it,
 * so that every line in has its line out.
 */
export function answerLine(texts: Texts, understand: Understand, line: string): object {
  const asked = parsed(line);
  const { lang = "de" } = asked;
  if (typeof asked.reply === "string") return replyLine(texts, understand, { ...asked, reply: asked.reply, lang });
  if (typeof asked.q !== "string")
    return {
      kind: "none",
      topics: [],
      wish: null,
      passages: [],
      lang,
      error: 'a line is {"q": "…", "lang": "de"} or {"reply": "…", "lang": "de", "step": "audio"}',
    };
  const understood = understand(asked.q);
  const spoken = lang === "auto" ? understood.language.id : lang;
  const { kind, topics, answers, wish, undecided } = meaningOf(texts, understood, asked.q, spoken);
  const answered = topics.slice(0, answers).map(({ id }) => id);
  const help = texts.help(spoken)?.notice;
  return {
    kind,
    topics,
    wish,
    ...(undecided ? { undecided } : {}),
    passages: quoted(texts, answered),
    ...(help ? { help: quoted({ topics: texts.topics, notice: help }, answered) } : {}),
    lang: spoken,
  };
}

const steps: readonly Step[] = ["audio", "video", "review", "withdraw"];

/**
 * A typed answer, exactly as that step of the conversation takes it; without a step as the question about sound
 * does.
 */
function replyLine(
  texts: Pick<Texts, "readReply">,
  understand: Understand,
  { reply, lang, step, child }: { reply: string; lang: string; step?: unknown; child?: unknown },
): object {
  const at = steps.find((one) => one === (step ?? "audio"));
  if (!at) return { kind: "none", lang, error: `a step is one of ${steps.join(", ")}` };
  const language = lang === "auto" ? understand(reply).language.id : lang;
  const read = texts.readReply(reply, at, language, typeof child === "string" ? [child] : []);
  if (read.meaning === "both") return { kind: "reply", meaning: "both", ...read.answers };
  // Whoever wants paper stops here, and is told how paper goes.
  return {
    kind: "reply",
    ...(read.meaning === "paper" ? { meaning: "stop", paper: true } : { meaning: read.meaning }),
  };
}

interface Asked {
  q?: unknown;
  reply?: unknown;
  step?: unknown;
  child?: unknown;
  lang?: string;
}

function parsed(line: string): Asked {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}

function quoted(texts: Pick<Texts, "topics" | "notice">, topics: readonly string[]): string[] {
  return topics.flatMap((id) => {
    const topic = texts.topics[id];
    if (!topic) return [];
    const { says, also } = passagesOf(texts.notice, topic);
    return [...says, ...also].map(({ text }) => text);
  });
}

/** Answers line by line, in the order of the lines. */
export async function askLines(texts: Texts, understand: Understand, input: Readable, output: Writable): Promise<void> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    if (line.trim() === "") continue;
    if (!output.write(`${JSON.stringify(answerLine(texts, understand, line))}\n`)) await once(output, "drain");
  }
}

/** A small chat in the terminal, for trying a notice. */
export async function askHere(texts: Texts, understand: Understand, input: Readable, output: Writable): Promise<void> {
  const say = (text: string) => output.write(`${text}\n\n`);
  say(`${texts.notice.title}\nEine Frage je Zeile, Ende mit Strg-D.`);
  for await (const line of createInterface({ input, crlfDelay: Infinity })) {
    const { kind, topics, answers, wish } = meaningOf(texts, understand(line), line, "de");
    const ids = topics.slice(0, answers).map(({ id }) => id);
    const sure = topics
      .slice(0, 3)
      .map(({ id, score }) => `${id} ${score}`)
      .join(", ");
    if (kind === "answer")
      say(
        `${quoted(texts, ids)
          .map((text) => `  „${text}“`)
          .join("\n")}\n  (${sure})`,
      );
    else if (kind === "choices")
      say(
        `  Meinen Sie: ${topics
          .slice(0, 3)
          .map(({ id }) => texts.topics[id]?.title)
          .join(" | ")}?\n  (${sure})`,
      );
    else if (kind === "wish") say(`  Wunsch: ${wish?.action} ${wish?.scope}`);
    else say("  Das steht nicht darin.");
  }
}
