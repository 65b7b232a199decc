import { zipSync } from "fflate";
import { type DocumentsOrder, fileOf } from "../school/documents/document.ts";

/** Both are packed already: packing them once more gains nothing. */
const asTheyAre = 0;

/**
 * The officer's documents in one archive: each as PDF and for a word processor.
 * In: what makes one of them one way. Out: the ZIP (APPNOTE 6.3, names in UTF-8).
 */
export async function packDocuments(
  order: DocumentsOrder,
  make: (order: DocumentsOrder) => Promise<Uint8Array>,
  timeZone: string,
): Promise<Uint8Array> {
  const parts: Record<string, Uint8Array> = {};
  for (const document of order.documents)
    for (const as of ["pdf", "docx"] as const)
      parts[fileOf(document.name, order, as, timeZone)] = await make({
        ...order,
        ...{ documents: [document], title: document.title, as },
      });
  return zipSync(parts, { level: asTheyAre, mtime: order.at });
}
