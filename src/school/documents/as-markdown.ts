import type { Block, OfficerDocument } from "./document.ts";

/** A document as Markdown. In: what stands before what a person must still decide. Out: the text, with its title. */
export function asMarkdown({ title, blocks }: OfficerDocument, open: string): string {
  return `${[`# ${title}`, ...blocks.map((block) => markdownOf(block, open))].join("\n\n")}\n`;
}

function markdownOf(block: Block, open: string): string {
  if (block.kind === "heading") return `## ${block.text}`;
  if (block.kind === "open") return `> **${open}:** ${block.text}`;
  if (block.kind === "text") return block.text;
  if (block.kind === "items") return block.items.map((item) => `- ${item}`).join("\n");
  const row = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const under = `|${"---|".repeat(block.head.length)}`;
  return [row(block.head), under, ...block.rows.map(row)].join("\n");
}
