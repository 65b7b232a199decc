import { randomUUID } from "node:crypto";

/** Sixteen characters: three of them with a flow and a step must fit into the 64 bytes of a button. */
export function shortId(): string {
  return randomUUID().replaceAll("-", "").slice(0, 16);
}
