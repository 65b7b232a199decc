/** So wide is the bar, in letters. */
const width = 30;

/** Where a bar can be drawn over and over again: a terminal. */
type Terminal = Pick<NodeJS.WriteStream, "write" | "isTTY">;

/**
 * A bar of progress in the terminal, beside what a command says: on standard error, and only where that is a terminal,
 * so that nothing of it ends in a file. In: what is being done. Out: what hears how much is done (0 to 1); and the
 * end, which takes the bar away.
 */
export function progressBar(
  what: string,
  terminal: Terminal = process.stderr,
): { walked: (share: number) => void; end: () => void } {
  if (terminal.isTTY !== true) return { walked: () => undefined, end: () => undefined };
  let shown = "";
  return {
    walked(share) {
      const part = Math.min(1, Math.max(0, share));
      const filled = Math.round(part * width);
      const bar = `${what} [${"#".repeat(filled)}${".".repeat(width - filled)}] ${Math.floor(part * 100)} %`;
      if (bar === shown) return;
      terminal.write(`\r${bar}`);
      shown = bar;
    },
    end() {
      if (shown !== "") terminal.write(`\r${" ".repeat(shown.length)}\r`);
      shown = "";
    },
  };
}

/** Does a piece of work with a bar beside it, which goes whatever comes of it. */
export async function withBar<Out>(
  what: string,
  work: (walked: (share: number) => void) => Promise<Out>,
): Promise<Out> {
  const { walked, end } = progressBar(what);
  try {
    return await work(walked);
  } finally {
    end();
  }
}
