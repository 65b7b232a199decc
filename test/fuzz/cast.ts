import type { Purpose } from "../../src/consent/event.ts";
import type { Phone } from "../support/phone.ts";
import type { School, Who } from "../support/school.ts";
import { must, rowsOf } from "./watch.ts";

/** Parents who answer in good faith, with the `kennung` and the children of each. */
export const parents = {
  mother: { key: "E01", chat: 101, children: ["Mila", "Jonas"] },
  father: { key: "E02", chat: 102, children: ["Mila", "Jonas"] },
  frauke: { key: "E15", chat: 104, children: ["Kira"] },
} as const;
export type Parent = keyof typeof parents;
export const cast: Who[] = ["mother", "father", "frauke", "teacher", "otherTeacher"];

/** Whose children may be named in which chat; in every other one, nobody's. */
const seenIn: Record<number, string[]> = {
  101: ["Mila", "Jonas"],
  102: ["Mila", "Jonas"],
  104: ["Kira"],
  201: ["Mila", "Noah", "Olena", "Paul", "Rania", "Sofia", "Tim"],
  202: ["Jonas", "Ayşe", "Ben", "Clara", "Dilan", "Emil"],
};

/** One thing that a parent does in good faith. */
export type Honest =
  | { does: "open"; who: Parent; child: number }
  | { does: "press"; who: Parent; label: "JA" | "NEIN" }
  | { does: "send"; who: Parent }
  | { does: "fill" | "give"; who: Parent; child: number; audio: "JA" | "NEIN"; video: "JA" | "NEIN" }
  | { does: "withdraw"; who: Parent; child: number }
  | { does: "ask"; who: Parent };

/** What the parents really did: nothing else may be on record. */
export class GoodFaith {
  private readonly school: School;
  private readonly given = new Set<string>();
  private readonly said = new Map<string, string>();
  /** Updates that are nobody's act in good faith. */
  readonly foreign = new Set<number>();
  sent = 0;
  saved = 0;

  constructor(school: School) {
    this.school = school;
  }

  async does(step: Honest): Promise<void> {
    const phone = this.school.phone(step.who);
    const child = "child" in step ? parents[step.who].children[step.child % parents[step.who].children.length]! : "";
    if (step.does === "open") await this.opens(phone, child);
    if (step.does === "press") await this.presses(phone, step.label);
    if (step.does === "send") await this.sends(step.who, phone);
    if (step.does === "withdraw") await this.withdraws(step.who, phone, child);
    if (step.does === "ask") await phone.says("wer sieht die daten von meinem kind?");
    if (step.does === "give" || step.does === "fill") {
      await this.opens(phone, child);
      await this.presses(phone, step.audio);
      await this.presses(phone, step.video);
      if (step.does === "give") await this.sends(step.who, phone);
    }
  }

  private async opens(phone: Phone, child: string): Promise<void> {
    await phone.says(`/einwilligung ${child}`);
  }

  private async presses(phone: Phone, label: string): Promise<void> {
    if (phone.button(label)) await phone.presses(label);
  }

  /** What is sent is what stands above the button. */
  private async sends(who: Parent, phone: Phone): Promise<void> {
    const button = phone.button("Absenden");
    const review = phone.messages.find(({ id }) => id === button?.message)?.text ?? "";
    const read = /\n(\p{L}+) .*\n.*\(Ton\): (JA|NEIN)\n.*\(Bild\): (JA|NEIN)/u.exec(review);
    if (!button || !read) return;
    const [, child = "", audio = "", video = ""] = read;
    this.sent += 1;
    const before = phone.messages.length;
    this.mayStand(who, child, "audio", audio);
    this.mayStand(who, child, "video", video);
    await phone.presses("Absenden");
    if (!phone.messages.slice(before).some(({ text }) => text.startsWith("Gespeichert"))) return;
    this.saved += 1;
    this.said.set(`${who} ${child} audio`, audio);
    this.said.set(`${who} ${child} video`, video);
  }

  private async withdraws(who: Parent, phone: Phone, child: string): Promise<void> {
    for (const purpose of ["audio", "video"] as const) {
      this.mayStand(who, child, purpose, "NEIN");
      this.said.delete(`${who} ${child} ${purpose}`);
    }
    await phone.says(`Ich widerrufe die Einwilligung für ${child}`);
  }

  private mayStand(who: Parent, child: string, purpose: Purpose, answer: string): void {
    for (const kind of answer === "JA" ? ["given"] : ["refused", "withdrawn"])
      this.given.add(`${parents[who].key} ${child} ${purpose} ${kind}`);
  }

  /** All on record is of somebody's good faith, and what the bot has said is recorded is so. */
  nothingForeign(): void {
    const { database } = this.school;
    const named = (table: string, name: string) =>
      new Map(rowsOf(database, table).map((row) => [row.id, String(row[name])]));
    const [keys, children] = [named("person", "key"), named("child", "given_name")];
    const last = new Map<string, string>();
    for (const { person_id, child_id, purpose, kind, route, evidence } of rowsOf(database, "consent_event")) {
      const [key, child] = [keys.get(person_id), children.get(child_id)];
      const what = `${key} ${child} ${String(purpose)} ${String(kind)}`;
      must(route === "chat" && this.given.has(what), `recorded, and nobody has said it: ${what} (${String(route)})`);
      const acts = [...String(evidence).matchAll(/\bupdate (\d+)/g)].map(([, id]) => Number(id));
      must(acts.length > 0, `nothing says what the act was: ${what}`);
      const foreign = acts.find((id) => this.foreign.has(id));
      must(foreign === undefined, `a foreign update counts as the act: ${what} (${String(evidence)})`);
      const who = (Object.keys(parents) as Parent[]).find((one) => parents[one].key === key);
      last.set(`${who} ${child} ${String(purpose)}`, kind === "given" ? "JA" : "NEIN");
    }
    for (const [what, answer] of this.said)
      must(last.get(what) === answer, `said to be recorded: ${what} ${answer}; recorded is ${last.get(what)}`);
  }

  /** Every chat hears of its own children only; strangers and groups of none. */
  async nothingToldToOthers(): Promise<void> {
    const names = (await this.school.house.roster.everyChild()).map(({ givenName }) => givenName);
    for (const [chat, { messages }] of this.school.box.chats)
      for (const { from, text } of messages) {
        if (from !== "bot") continue;
        const words = new Set(text.match(/\p{L}+/gu) ?? []);
        const foreign = names.find((name) => words.has(name) && !(seenIn[chat] ?? []).includes(name));
        must(foreign === undefined, `chat ${chat} hears of ${foreign}`);
      }
  }
}
