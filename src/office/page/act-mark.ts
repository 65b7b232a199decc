import { createHash } from "node:crypto";

/**
 * The mark of what a form asks for: the same form sent twice is one act; what somebody has changed in it before they
 * send it again is another. In: what the form has from its page; what it asks for.
 */
export const markOf = (sent: string | undefined, asked: readonly string[], newId: () => string): string =>
  sent
    ? createHash("sha256")
        .update(JSON.stringify([sent, ...asked]))
        .digest("hex")
        .slice(0, 16)
    : newId();
