import type { Parent } from "../../support/town.ts";
import type { Screen } from "../../kills/messenger.ts";

/** Somebody who acts by what stands before them, in any messenger. */
export interface Acting extends Screen {
  /** What stands newest with this label behind that message. */
  button(label: string, after?: number): unknown;
}

/** One act of a parent, and what they wait for after it. */
export interface Act {
  /** Out: false where what is to be tapped does not stand there. */
  does(person: Acting): boolean;
  /** Whether what came since that message is what the act leads to. */
  isAnswered(person: Acting, since: number): boolean;
  /** The receipt comes in a message of its own, when its turn comes. */
  waitsFor: "answer" | "receipt";
}

const answers = [
  ["JA", "NEIN"],
  ["JA", "JA"],
  ["NEIN", "NEIN"],
] as const;

const says = (text: string) => (person: Acting) => {
  person.says(text);
  return true;
};
const shows = (label: string) => (person: Acting, since: number) => person.button(label, since) !== undefined;

const saysWhatHolds = (person: Acting, since: number) =>
  person.since(since).some(({ text }) => text.startsWith("Das gilt zurzeit"));

const quotes = (person: Acting, since: number) =>
  person.since(since).some(({ text }) => text.includes("Aus der Information der Schule"));

/**
 * The six acts of one form: ask a question, begin for a child, sound, picture, send, and look at what holds.
 * In: whose form; which of the parent's forms it is, each of another child and with other answers than the last.
 */
export function formOf({ children }: Parent, round: number): Act[] {
  const child = children[round % children.length]?.label ?? "";
  const [audio, video] = answers[Math.floor(round / children.length) % answers.length] ?? answers[0];
  const taps = (label: string) => (person: Acting) => person.taps(label);
  return [
    { does: says("wer sieht die daten von meinem kind?"), isAnswered: quotes, waitsFor: "answer" },
    { does: says(`/einwilligung ${child}`), isAnswered: shows("JA"), waitsFor: "answer" },
    { does: taps(audio), isAnswered: shows("JA"), waitsFor: "answer" },
    { does: taps(video), isAnswered: shows("Absenden"), waitsFor: "answer" },
    {
      does: taps("Absenden"),
      isAnswered: (person, since) => person.since(since).some(({ document }) => document !== null),
      waitsFor: "receipt",
    },
    { does: says("/status"), isAnswered: saysWhatHolds, waitsFor: "answer" },
  ];
}
