import { writeFileSync } from "node:fs";
import { stopped } from "./at-home.ts";

/**
 * Writes a file that was not there. Out: whether it is there now; where one stood already, it is left as it is, and
 * the operator is told.
 */
export function writeNew(path: string, content: string | Uint8Array): boolean {
  try {
    writeFileSync(path, content, { flag: "wx" });
    return true;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    stopped(`There is a file ${path} already, and it stays as it is: choose another name, or move it away.`);
    return false;
  }
}
