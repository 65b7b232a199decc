import type { SchoolFiles } from "../../src/wiring/school-folder.ts";

/** A school's folder that is nowhere: for the many schools of the tests. */
export function filesInMemory(): SchoolFiles {
  const files = new Map<string, Uint8Array>();
  let written = 0;
  return {
    place: "the folder of a test",
    names: () => [...files.keys()].toSorted(),
    read: (name) => files.get(name) ?? null,
    write(name, content) {
      files.set(name, typeof content === "string" ? new TextEncoder().encode(content) : content);
      written += 1;
    },
    remove(name) {
      files.delete(name);
      written += 1;
    },
    stamp: () => String(written),
  };
}
