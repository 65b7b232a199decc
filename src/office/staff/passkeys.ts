import type { Passkey } from "../../../db/office/passkeys.ts";
import type { PasskeySite } from "../../school/passkey.ts";

/** Read when somebody needs it: it takes a third of a second, and 25 MB. */
const webAuthn = () => import("@simplewebauthn/server");

/** Ed25519, ES256 and RS256 (COSE): what browsers and devices have; Node warns of those that are newer. */
const algorithms = [-8, -7, -257];

type IsAnswered = (question: string) => boolean;

/** What a browser is asked for where somebody signs in: any passkey of this site, unlocked by its person. */
export async function askForPasskey(site: PasskeySite, question: string) {
  const { generateAuthenticationOptions } = await webAuthn();
  const challenge = Buffer.from(question, "base64url");
  return generateAuthenticationOptions({ rpID: site.id, challenge, userVerification: "required" });
}

/**
 * What a browser is asked for by a page on which somebody makes a passkey: one that is found without a name, and that
 * the person unlocks. No word on what device it is. In: those that the person has.
 */
export async function askForNewPasskey(
  site: PasskeySite,
  question: string,
  { id, name }: { id: string; name: string },
  known: readonly Pick<Passkey, "id">[],
) {
  const { generateRegistrationOptions } = await webAuthn();
  return generateRegistrationOptions({
    rpID: site.id,
    rpName: "JaNein",
    userID: Uint8Array.from(Buffer.from(id)),
    userName: name,
    userDisplayName: name,
    challenge: Uint8Array.from(Buffer.from(question, "base64url")),
    attestationType: "none",
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    excludeCredentials: known.map((one) => ({ id: one.id })),
  });
}

/** The id of the passkey that a browser says it has used, or null. In: what the browser has sent. */
export function passkeyIn(sent: unknown): string | null {
  const id = typeof sent === "object" && sent !== null && "id" in sent ? sent.id : null;
  return typeof id === "string" && id.length <= 1400 ? id : null;
}

/**
 * Looks whether a passkey has signed that it was asked here, just now, and unlocked by its person.
 * In: what the browser has sent; the passkey that it names. Out: how often its device says that it was used; or null.
 */
export async function usedPasskey(
  site: PasskeySite,
  sent: unknown,
  passkey: Passkey,
  isAnswered: IsAnswered,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await webAuthn();
  type Response = Parameters<typeof verifyAuthenticationResponse>[0]["response"];
  const response = sent as Response;
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: isAnswered,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      expectedType: "webauthn.get",
      // Counted is by the database, after the signature and in the same step as signing in.
      credential: {
        id: passkey.id,
        publicKey: Uint8Array.from(Buffer.from(passkey.publicKey, "base64url")),
        counter: 0,
      },
      requireUserVerification: true,
    });
    const handle = response.response.userHandle;
    const isOwn = !handle || handle === Buffer.from(passkey.personId).toString("base64url");
    return verified && isOwn ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}

/** Looks whether a browser has made a passkey as it was asked to. Out: what is kept of it, or null. */
export async function madePasskey(
  site: PasskeySite,
  sent: unknown,
  isAnswered: IsAnswered,
): Promise<Pick<Passkey, "id" | "publicKey" | "counter"> | null> {
  const { verifyRegistrationResponse } = await webAuthn();
  type Response = Parameters<typeof verifyRegistrationResponse>[0]["response"];
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: sent as Response,
      expectedChallenge: isAnswered,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      expectedType: "webauthn.create",
      supportedAlgorithmIDs: algorithms,
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { id, publicKey, counter } = registrationInfo.credential;
    return { id, publicKey: Buffer.from(publicKey).toString("base64url"), counter };
  } catch {
    return null;
  }
}

/** What a form holds as JSON, or null. */
export function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return null;
  }
}
