/**
 * Reads a file of words: lines `kind: word word`, `# a reason`; a kind may have several lines, or none.
 * Errors: names the line that begins with none of the kinds.
 */
export function readWordLists<Kind extends string>(
  file: string,
  fileName: string,
  kinds: readonly Kind[],
): Record<Kind, string[]> {
  const found = new Map<string, string[]>(kinds.map((kind) => [kind, []]));
  for (const [index, line] of file.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [, kind = "", list = ""] = /^([^:]+): (.+)$/u.exec(line) ?? [];
    const words = found.get(kind);
    if (!words) throw new Error(`${fileName}, line ${index + 1}: begins with none of ${kinds.join(", ")}`);
    words.push(...list.trim().split(/\s+/));
  }
  return Object.fromEntries(found) as Record<Kind, string[]>;
}
