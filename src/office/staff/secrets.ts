import { createHash, createHmac } from "node:crypto";

type RandomBytes = (count: number) => Uint8Array;

/** A secret for a link or a cookie: 192 random bits. */
export function newSecret(randomBytes: RandomBytes): string {
  return Buffer.from(randomBytes(24)).toString("base64url");
}

/** What is stored of it. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/**
 * The address at which a one-time link is used. The secret stands behind the #, which a browser keeps to itself:
 * it is in no log of ours or of a proxy, and no page hears of it as the one before.
 */
export function signInLink(publicUrl: string, secret: string): string {
  return `${publicUrl.replace(/\/$/, "")}/office/sign-in#${secret}`;
}

/**
 * Secrets that follow from others: of the same ones always the same, for as long as we run, and of no use to whoever
 * has only them. In: what they are for; from what they follow.
 */
export type Following = (purpose: string, ...from: readonly string[]) => string;

/** See `Following`. */
export function followingSecrets(randomBytes: RandomBytes): Following {
  const key = randomBytes(32);
  return (purpose, ...from) =>
    newSecret(() =>
      createHmac("sha256", key)
        .update(JSON.stringify([purpose, ...from]))
        .digest()
        .subarray(0, 24),
    );
}
