import { setTimeout as sleep } from "node:timers/promises";
import type { SeenMessage } from "../../src/bot-api/chat.ts";
import { oneOf } from "../support/chance.ts";
import type { Parent } from "../support/town.ts";
import type { Screen } from "./messenger.ts";

export type Word = "JA" | "NEIN";

/** What a parent has decided, as they know it themselves: what they tapped, and what they were shown. */
export interface Decided {
  parent: string;
  child: Parent["children"][number];
  audio: Word;
  video: Word;
  /** How often Absenden was tapped. */
  sent: number;
  /** The code of the receipt; null while there is none. */
  code: string | null;
}

interface Life {
  chance: () => number;
  /** Whether no new form is to be begun. */
  isOver: () => boolean;
  /** Whether the bot is on the line; nobody taps at what is away. */
  isThere: () => boolean;
  /** So long (ms) they wait for anything before they tap again, and then begin anew. */
  patience: number;
  /** Whatever was on the screen and should not have been. */
  wrong: (what: string) => void;
}

/**
 * A parent who keeps deciding, each time otherwise, and goes by the screen alone: answers the question that stands
 * there, taps again when nothing comes, and begins anew when that does not help.
 */
export class DecidingParent {
  readonly decided: Decided[] = [];
  /** How often nothing helped but to begin anew. */
  begunAnew = 0;
  tappedAgain = 0;
  private readonly person: Screen;
  private readonly parent: Parent;
  private readonly life: Life;
  private readonly codes = new Set<string>();
  /** What came up to here belongs to a form of before. */
  private before = 0;

  constructor(person: Screen, parent: Parent, life: Life) {
    this.person = person;
    this.parent = parent;
    this.life = life;
  }

  async live(): Promise<void> {
    const { chance, isOver } = this.life;
    while (!isOver()) {
      await this.decide();
      await sleep(1000 * chance());
    }
  }

  /** All messages under which a receipt came. */
  receipts(): SeenMessage[] {
    return this.person.since(0).filter(({ document }) => document !== null);
  }

  /** The decision that has no receipt yet. */
  get open(): Decided | undefined {
    return this.decided.find(({ code }) => code === null);
  }

  private async decide(): Promise<void> {
    const decided = this.something();
    this.decided.push(decided);
    let since = this.person.newest;
    this.before = since;
    let silence = 0;
    this.person.says(`/einwilligung ${decided.child.label}`);
    for (;;) {
      const from = since;
      const next = await this.person.until(() => this.step(decided, from), this.life.patience);
      if (next === "done") return;
      if (next) {
        [since, silence] = [this.person.newest, 0];
        await sleep(300 * this.life.chance());
        next.act();
      } else if (!this.life.isThere()) continue;
      else if ((silence += 1) % 3 === 0) {
        this.begunAnew += 1;
        since = this.person.newest;
        this.person.says(`/einwilligung ${decided.child.label}`);
      } else this.again(decided);
    }
  }

  /** What can be done now about what came since that message. */
  private step(decided: Decided, since: number): "done" | { act: () => void } | null {
    if (this.hasReceipt(decided)) return "done";
    const { audio, video } = decided;
    for (const message of this.person.since(since).reverse()) {
      const tap = (label: string, then?: () => void) => ({
        act: () => {
          // What came twice may be followed by the next question meanwhile: that one is looked at first.
          if (this.person.since(message.id).some((newer) => has(newer, label))) return;
          then?.();
          this.person.taps(label, message.id - 1);
        },
      });
      if (has(message, "JA")) return tap(message.text.includes("Audio (Ton)") ? audio : video);
      if (has(message, "Absenden"))
        return tap("Absenden", () => {
          this.look(message, decided);
          decided.sent += 1;
        });
    }
    return null;
  }

  /** Nothing has come: the newest button that fits is tapped once more. */
  private again(decided: Decided): void {
    const step = this.step(decided, 0);
    this.tappedAgain += 1;
    if (step && step !== "done") step.act();
  }

  /** The review says what was answered, of the child that was chosen; one of before may be tapped, and does nothing. */
  private look({ id, text }: SeenMessage, { child, audio, video }: Decided): void {
    if (id <= this.before) return;
    const shown = [`(Ton): ${audio}`, `(Bild): ${video}`, child.label];
    if (!shown.every((one) => text.includes(one)))
      this.life.wrong(`${this.parent.name} was shown what they had not answered: ${text.replaceAll("\n", " | ")}`);
  }

  private hasReceipt(decided: Decided): boolean {
    for (const { text } of this.receipts()) {
      const code = /Ihr Beleg: (\S+)/.exec(text)?.[1];
      if (code === undefined || this.codes.has(code)) continue;
      this.codes.add(code);
      if (!text.includes(decided.child.label) || decided.sent === 0)
        this.life.wrong(`${this.parent.name} got the receipt ${code} of something that they had not sent`);
      decided.code = code;
    }
    return decided.code !== null;
  }

  /** Something else than what they decided last for this child; picture without sound is asked back, so not that. */
  private something(): Decided {
    const { chance } = this.life;
    const child = oneOf(this.parent.children, chance);
    const last = this.decided.findLast((one) => one.child === child);
    const choices = [
      { audio: "JA", video: "JA" },
      { audio: "JA", video: "NEIN" },
      { audio: "NEIN", video: "NEIN" },
    ] as const;
    const { audio, video } = oneOf(
      choices.filter((one) => one.audio !== last?.audio || one.video !== last?.video),
      chance,
    );
    return { parent: this.parent.name, child, audio, video, sent: 0, code: null };
  }
}

const has = ({ buttons }: SeenMessage, label: string) => buttons.flat().some(({ text }) => text.startsWith(label));
