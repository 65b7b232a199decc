import { createHash } from "node:crypto";
import type { Configuration } from "openid-client";
import { isLoopback } from "../../school/passkey.ts";
import type { SchoolAccountClient, SignInElsewhere } from "../page/parts.ts";

/** As what we are known to the school's own sign-in. */
export interface SchoolAccountSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where our pages are, without a path. */
  publicUrl: string;
}

/** What the provider says of itself is asked anew after so long (ms); how long it may take over an answer (s). */
const known = 60 * 60 * 1000;
const patience = 8;
/** By how much its clock may differ from ours (s). */
const clockTolerance = 60;

/** Where the provider sends people back to. */
export const backFrom = (publicUrl: string) => `${publicUrl.replace(/\/$/, "")}/office/sign-in/account/back`;

/**
 * The school's own sign-in: authorization code with PKCE, state and nonce; the token's signature, issuer, audience,
 * time and nonce are looked at. Nothing is asked of it before somebody signs in, and of whoever does only who they are.
 */
export function openSchoolAccount(settings: SchoolAccountSettings): SchoolAccountClient {
  const { issuer, publicUrl } = settings;
  const back = backFrom(publicUrl);
  let asked: { at: number; provider: Promise<Configuration> } | null = null;
  const provider = (): Promise<Configuration> => {
    if (asked === null || performance.now() - asked.at > known) {
      const now = { at: performance.now(), provider: discovered(settings) };
      asked = now;
      now.provider.catch(() => {
        if (asked === now) asked = null;
      });
    }
    return asked.provider;
  };
  return {
    host: new URL(issuer).host,
    async begin({ state, nonce, verifier }, again) {
      const client = await import("openid-client");
      const challenge = await client.calculatePKCECodeChallenge(verifier);
      const at = client.buildAuthorizationUrl(await provider(), {
        ...{ redirect_uri: back, scope: "openid", state, nonce },
        ...{ code_challenge: challenge, code_challenge_method: "S256" },
        ...(again ? { prompt: "login" } : {}),
      });
      return at.href;
    },
    async end(query, from) {
      return subjectOf(await provider(), new URL(`${back}${query}`), from);
    },
    async signOutAt() {
      const client = await import("openid-client");
      const config = await provider();
      if (config.serverMetadata().end_session_endpoint === undefined) return null;
      const after = `${publicUrl.replace(/\/$/, "")}/office/sign-in`;
      return client.buildEndSessionUrl(config, { post_logout_redirect_uri: after }).href;
    },
  };
}

/**
 * Asks the provider what it says of itself. Errors: where it does not answer, is another than it is called, or has not
 * what is needed.
 */
export async function discovered(settings: SchoolAccountSettings): Promise<Configuration> {
  const client = await import("openid-client");
  const { issuer, clientId, clientSecret } = settings;
  const here = isLoopback(new URL(issuer).hostname);
  const execute = here ? [client.allowInsecureRequests] : [];
  const first = await client.discovery(new URL(issuer), clientId, undefined, client.None(), {
    ...{ execute, timeout: patience },
  });
  const server = first.serverMetadata();
  const methods = server.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const showing = methods.includes("client_secret_basic") ? client.ClientSecretBasic : client.ClientSecretPost;
  const config = new client.Configuration(
    server,
    clientId,
    { [client.clockTolerance]: clockTolerance },
    showing(clientSecret),
  );
  config.timeout = patience;
  if (here) client.allowInsecureRequests(config);
  // Also over TLS: a token is believed for its signature, not for the way that it came.
  client.enableNonRepudiationChecks(config);
  return config;
}

async function subjectOf(config: Configuration, at: URL, { state, nonce, verifier }: SignInElsewhere): Promise<string> {
  const client = await import("openid-client");
  const tokens = await client.authorizationCodeGrant(config, at, {
    ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier },
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) throw new Error("no one was named");
  return createHash("sha256")
    .update(JSON.stringify([claims.iss, claims.sub]))
    .digest("base64url");
}
