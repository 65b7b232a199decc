import { type Config, WrongSetting } from "./config.ts";

/**
 * Whether the port may be opened as the settings have it: names of children and the office's cookies go through it.
 * Errors: WrongSetting where others could read along and nobody has said that this is meant.
 */
export function mayOpenDoor({
  HOST,
  PUBLIC_URL,
  TRUST_PLAIN_HTTP,
}: Pick<Config, "HOST" | "PUBLIC_URL" | "TRUST_PLAIN_HTTP">): void {
  if (isLoopback(HOST) || PUBLIC_URL?.startsWith("https:") || TRUST_PLAIN_HTTP === "yes") return;
  throw new WrongSetting(
    `HOST ${HOST} can be reached from other machines, and without TLS they could read along: ` +
      "set PUBLIC_URL to the https:// address of the reverse proxy before it, or HOST to 127.0.0.1; " +
      "TRUST_PLAIN_HTTP=yes opens it all the same",
  );
}

/** Whether only this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127(\.\d{1,3}){3}$/.test(host);
}
