import type { ImportProgress } from "../school/import-progress.ts";

/** Where a line can be written over: a terminal. */
export interface Terminal {
  isTTY?: boolean;
  write: (text: string) => unknown;
}

const words = {
  reading: "Reading",
  comparing: "Comparing with what is stored …",
  writing: "Storing …",
} as const;

/**
 * One line that says how far an import has come and counts the seconds; nothing where no terminal shows it, as in a
 * log. In: the terminal. Out: who hears of it, and what ends the line.
 */
export function countingLine(terminal: Terminal, now = () => performance.now()) {
  if (!terminal.isTTY) return { tell: () => undefined, end: () => undefined };
  const begun = now();
  let shown = "";
  const put = () => shown && terminal.write(`\r\u001b[K${shown} ${Math.round((now() - begun) / 1000)} s`);
  const ticking = setInterval(put, 1000);
  ticking.unref();
  return {
    tell: (progress: ImportProgress) => {
      const files = progress.step === "reading" ? ` ${progress.at + 1} of ${progress.of} …` : "";
      shown = words[progress.step] + files;
      put();
    },
    end: () => {
      clearInterval(ticking);
      terminal.write("\r\u001b[K");
    },
  };
}
