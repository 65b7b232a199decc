import { pino } from "pino";
import type { Log } from "../house/house.ts";

/**
 * Where what happens is written: a line an event, with its time (ISO) and the name of its level; as JSON for whatever
 * collects it, or, on a terminal, for whoever reads it there.
 */
export function openLog(level: string, out: { isTTY?: boolean; write(line: string): unknown }): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (name: string) => ({ level: name }) },
  };
  return pino(options, { write: (line) => void out.write(out.isTTY ? readable(line) : line) });
}

/** A line of the log as it is read on a terminal: the time of day, what happened, and then the rest. */
export function readable(line: string): string {
  const { level, time, msg, ...rest } = JSON.parse(line) as Record<string, unknown>;
  const said = Object.entries(rest).map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
  return `${String(time).slice(11, 19)}Z ${String(level).padEnd(5)} ${String(msg)}${said.join("")}\n`;
}

/**
 * How much the demo writes. Whoever tries it in a terminal shall read its address and what is wrong, not each message;
 * what collects lines, or who has said how much, gets it all.
 * In: the setting as it was given, if it was; the level that it means; whether a person looks.
 */
export function levelOfDemo(given: string | undefined, level: string, isTTY: boolean): string {
  return given === undefined && isTTY ? "warn" : level;
}
