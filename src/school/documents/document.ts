import { isoDayIn } from "../dates.ts";

/** A piece of a document for the data-protection officer, whatever it is shown or printed as. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "text"; text: string }
  | { kind: "items"; items: readonly string[] }
  | { kind: "table"; head: readonly string[]; rows: readonly (readonly string[])[] }
  /** What a person must decide or add before the document is true. */
  | { kind: "open"; text: string };

export type Table = Omit<Extract<Block, { kind: "table" }>, "kind">;

/** A document: its name is that of its file. */
export interface OfficerDocument {
  name: string;
  title: string;
  blocks: readonly Block[];
}

/** All documents as they were put down together: what is printed says which version it is, and of which day. */
export interface DocumentsVersion {
  number: number;
  /** ISO. */
  at: string;
  by: string;
  documents: readonly OfficerDocument[];
}

/** What documents are made as; packed is each as a file of its own, both ways, in one archive. */
export type MadeAs = "pdf" | "docx" | "zip";

/** What is printed of a version: all of it, or some; what the file is called to whoever opens it. */
export interface DocumentsOrder extends DocumentsVersion {
  as: MadeAs;
  title: string;
}

/** "janein-loeschkonzept-fassung-3-2026-11-23.pdf": whose version it is, and of which day. */
export function fileOf(name: string, { number, at }: DocumentsVersion, as: MadeAs, timeZone: string): string {
  return `janein-${name}-fassung-${number}-${isoDayIn(at, timeZone)}.${as}`;
}

/** What a person must still decide, by document, in their order. */
export function openIn(documents: readonly OfficerDocument[]): { document: OfficerDocument; open: string[] }[] {
  return documents
    .map((document) => ({ document, open: document.blocks.flatMap((one) => (one.kind === "open" ? [one.text] : [])) }))
    .filter(({ open }) => open.length > 0);
}

/** What a person must still decide as a document of its own. In: its title; what it says where that is nothing. */
export function openList(
  documents: readonly OfficerDocument[],
  { title, nothing }: { title: string; nothing: string },
): OfficerDocument {
  const blocks = openIn(documents).flatMap(({ document, open }): Block[] => [
    { kind: "heading", text: document.title },
    ...[...new Set(open)].map((one) => ({ kind: "text" as const, text: `☐  ${one}` })),
  ]);
  return { name: "noch-zu-entscheiden", title, blocks: blocks.length > 0 ? blocks : [{ kind: "text", text: nothing }] };
}
