import * as v from "valibot";
import { isLoopback } from "../school/passkey.ts";
import type { Setting } from "./setting.ts";

const hasTls = (address: string) => {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || (protocol === "http:" && isLoopback(hostname));
};

/** Where the school's people sign in already, and as what JaNein is known there (OpenID Connect). */
export const ofSchoolAccounts = [
  {
    name: "OIDC_ISSUER",
    whose: "school",
    meaning:
      "Address of the school's own sign-in (OpenID Connect), such as that of IServ: " +
      "the office's people may then sign in with their school account, once they have tied it.",
    check: v.pipe(v.string(), v.url(), v.check(hasTls)),
    expected: "the issuer's address, with https://, as the provider gives it",
  },
  {
    name: "OIDC_CLIENT_ID",
    whose: "school",
    meaning: "As what JaNein is registered there; its redirect address is PUBLIC_URL/office/sign-in/account/back.",
    check: v.pipe(v.string(), v.minLength(1)),
    expected: "the client id that the provider gives",
  },
  {
    name: "OIDC_CLIENT_SECRET",
    whose: "school",
    meaning: "The secret that belongs to it.",
    secret: true,
    check: v.pipe(v.string(), v.minLength(1)),
    expected: "the client secret that the provider gives",
  },
] as const satisfies Setting[];

/** What is set of it, for whoever asks the provider; null where it is not. */
export function accountSettings(values: {
  OIDC_ISSUER?: string | undefined;
  OIDC_CLIENT_ID?: string | undefined;
  OIDC_CLIENT_SECRET?: string | undefined;
  PUBLIC_URL?: string | undefined;
}): { issuer: string; clientId: string; clientSecret: string; publicUrl: string } | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, PUBLIC_URL } = values;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return { issuer, clientId, clientSecret, publicUrl: PUBLIC_URL ?? "" };
}
