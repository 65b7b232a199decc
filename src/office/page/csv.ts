/**
 * One table as the office's spreadsheet opens it: `;`, quoted, UTF-8 with its mark, CRLF.
 * A cell that a spreadsheet would run as a formula gets a leading apostrophe.
 */
export function csv(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(";");
  return `\uFEFF${[columns, ...rows].map(line).join("\r\n")}\r\n`;
}

function harmless(cell: string): string {
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}
