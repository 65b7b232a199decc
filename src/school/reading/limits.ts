import { problem, type Place, type Problem } from "../problem.ts";

/**
 * What an import may hold at most: four times the largest list known (a town of 25,000 pupils), and far below what
 * would fill a small server's memory. `guardians`: of one child.
 */
export const most = {
  files: 50,
  bytes: 50 * 1024 * 1024,
  rows: 120_000,
  columns: 500,
  cells: 5_000_000,
  guardians: 50,
} as const;

/** How a table is written: what separates cells, and what encloses them (null: nothing does). */
export interface Written {
  separator: string;
  quote: string | null;
}

/**
 * Looks through a table before it is taken apart, for taking apart costs a hundred times as much.
 * In: its text with "\n" at line ends. Out: what there is too much of, at its line; null where it can be read.
 */
export function tooMuchIn(text: string, { separator, quote }: Written, place: Place): Problem | null {
  const [separates, encloses] = [separator.charCodeAt(0), quote?.charCodeAt(0) ?? -1];
  let [rows, cells, columns, enclosed, begun, line] = [0, 0, 1, false, false, place.row];
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charCodeAt(at);
    if (sign === encloses) enclosed = !enclosed;
    else if (sign === separates && !enclosed) {
      columns += 1;
      if (columns > most.columns) return tooManyColumns({ ...place, row: line });
    }
    if (sign !== lineEnd) begun = true;
    else {
      line += 1;
      if (enclosed || !begun) continue;
      [rows, cells, columns, begun] = [rows + 1, cells + columns, 1, false];
      if (rows > most.rows + 1) return tooManyRows({ ...place, row: line });
      if (cells > most.cells) return tooManyFields({ ...place, row: line });
    }
  }
  return null;
}

const lineEnd = 10;

export function tooManyRows(place: Place): Problem {
  return problem("tooManyRows", place, { most: inGerman(most.rows) });
}

export function tooManyColumns(place: Place): Problem {
  return problem("tooManyColumns", place, { most: inGerman(most.columns) });
}

export function tooManyFields(place: Place): Problem {
  return problem("tooManyFields", place, { most: inGerman(most.cells) });
}

export function tooManyFiles(): Problem {
  return problem("tooManyFiles", { file: "", row: 1 }, { most: most.files });
}

export function tooLarge(file: string): Problem {
  return problem("tooLarge", { file, row: 1 }, { most: most.bytes / 1024 / 1024 });
}

const inGerman = (count: number) => count.toLocaleString("de-DE");
