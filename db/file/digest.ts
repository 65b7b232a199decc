import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

/** The sha256 of a file, as hex; read piece by piece. Errors: of the file system. */
export function sha256Of(path: string): string {
  const hash = createHash("sha256");
  const [file, piece] = [openSync(path, "r"), Buffer.alloc(1 << 20)];
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) hash.update(piece.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest("hex");
}
