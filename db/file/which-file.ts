import { statSync } from "node:fs";

/** Tells one file from another that lies at the same path; null where there is none. */
export function fileAt(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : `${stat.dev} ${stat.ino}`;
}
