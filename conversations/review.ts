import type { Answers } from "../src/consent/event.ts";
import { idOf, namedChildren } from "./child.ts";
import { aboutAll, type Entry, type Form, inList, nextRun, sayingForWhom } from "./form.ts";
import type { Typed } from "./question.ts";
import { readAbout, toBoth, wayOutOf } from "./reading.ts";
import { ask } from "./steps.ts";

/** What came of a review: it is sent, left, answered again for these children, or another answer for the only one. */
export type Reviewed =
  | { act: "send" }
  | { act: "leave" }
  | { act: "change"; entries: readonly Entry[] }
  | { act: "answered"; entry: Entry; answers: Answers };

/** Shows what was answered for all children once more; only here it can be sent. */
export async function askReview(form: Form): Promise<Reviewed> {
  const { talk, ctx, world, entries } = form;
  const [{ own }] = entries as [Entry];
  const run = nextRun(form);
  const { value, act } = await ask<string | Answers>(talk, ctx, world, () => ({
    id: idOf("give", own, "review", run),
    html: aboutAll(form, world.speak("give.review"), (entry) => linesOf(form, entry), "\n\n"),
    choices: choicesOf(form).map(({ value, label }) => ({ key: value, value, label })),
    declares: true,
    read: (text) => read(form, text),
    unclear: world.speak("step.pressOne"),
  }));
  const came = reviewed(form, value);
  // What was said to change one child's answers is no part of another child's proof.
  for (const entry of came.act === "change" ? came.entries : entries) entry.acts.push(`review: ${act}`);
  return came;
}

function linesOf({ world }: Form, { own, answers }: Entry): string {
  const { audio = "no", video = "no" } = answers;
  const lines = world.speak("give.reviewLines", {
    child: inList(world),
    audio: world.speak.plain(`word.${audio}`),
    video: world.speak.plain(`word.${video}`),
  });
  return sayingForWhom(world, own, lines, "\n");
}

/** One child's answers can be changed; of several, each one's by itself. */
function choicesOf({ world, entries }: Form): { value: string; label: string }[] {
  const { plain } = world.speak;
  const changes =
    entries.length === 1
      ? [{ value: "change", label: plain("give.reviewed.change") }]
      : entries.map(({ own }, at) => ({
          value: `change${at}`,
          label: plain("give.reviewed.changeOf", { child: world.nameOf(own.child) }),
        }));
  return [
    { value: "send", label: plain("give.reviewed.send") },
    ...changes,
    { value: "leave", label: plain("give.reviewed.leave") },
  ];
}

/** Only a word for sending or a bare JA sends; whoever goes back answers again. */
function read({ world, entries }: Form, text: string): Typed<string | Answers> {
  const [only, ...others] = entries.map(({ own }) => own);
  if (only && others.length === 0)
    return readAbout<string | Answers>(world, text, "review", only, (reply) => {
      if (reply.meaning === "send") return { value: "send" };
      if (reply.meaning === "change" || reply.meaning === "back") return { value: "change" };
      return toBoth(reply) ?? wayOutOf(reply);
    });
  const reply = world.readReply(text, "review");
  const [named, ...more] = namedChildren(
    text,
    entries.map(({ own }) => own),
    { languages: [world.speak.language] },
  );
  // A child may be called like a word that sends.
  if (reply.meaning === "send") return named ? null : { value: "send" };
  // Of several children one is named: whatever was said of it is asked again, for it alone.
  const at = named && more.length === 0 ? entries.findIndex(({ own }) => own.child.id === named.child.id) : -1;
  if (at >= 0 && !world.asks(text)) return wayOutOf(reply) ?? { value: `change${at}` };
  return reply.meaning === "change" || reply.meaning === "back" ? { value: "change" } : wayOutOf(reply);
}

function reviewed({ entries }: Form, value: string | Answers): Reviewed {
  const [only] = entries as [Entry];
  if (typeof value === "object") return { act: "answered", entry: only, answers: value };
  if (value === "send" || value === "leave") return { act: value };
  const entry = entries[Number(value.slice("change".length))];
  return { act: "change", entries: value !== "change" && entry ? [entry] : entries };
}
