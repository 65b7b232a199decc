import type { Crypto, Wire } from "./key-requests.ts";

/** What an encrypted event says, or why it cannot be read: its key never came, nobody answers for it, it is none. */
export type Decrypted =
  { type: string; content: Record<string, unknown> } | { unreadable: "no key" | "unsigned" | "malformed" };

/** Remembers as which event a message of a session was read; false where it was another. */
export type ReadAs = (session: string, place: number, event: string) => boolean;

/**
 * Reads an m.room.encrypted event with the keys that are there.
 * A declaration counts only from a device that its owner answers for: the server alone could add any other. And it
 * counts once: the same message as another event was repeated by the server, not by a person (spec: replay attacks).
 */
export async function readEvent(wire: Wire, roomId: string, event: object, readAs: ReadAs): Promise<Decrypted> {
  const { DecryptionSettings, RoomId, TrustRequirement } = wire.crypto;
  try {
    const trust = new DecryptionSettings(TrustRequirement.CrossSigned);
    const opened = await wire.machine.decryptRoomEvent(JSON.stringify(event), new RoomId(roomId), trust);
    const { type, content } = JSON.parse(opened.event) as { type: unknown; content: unknown };
    if (typeof type !== "string" || typeof content !== "object" || content === null) return { unreadable: "malformed" };
    const { event_id, content: secret } = event as { event_id: string; content: Secret };
    if (!readAs(secret.session_id, placeOf(secret.ciphertext), event_id)) return { unreadable: "malformed" };
    return { type, content: content as Record<string, unknown> };
  } catch (error) {
    return { unreadable: whyOf(wire.crypto, error) };
  }
}

interface Secret {
  session_id: string;
  ciphertext: string;
}

/** The place of a message in its session: after a byte for the version and one for the field, a number in sevens of bits. */
function placeOf(ciphertext: string): number {
  const [version, field, ...bytes] = Buffer.from(ciphertext.slice(0, 16), "base64");
  const end = bytes.findIndex((byte) => byte < 0x80);
  if (version !== 3 || field !== 0x08 || end < 0) throw new Error("The form of messages in a session has changed.");
  return bytes.slice(0, end + 1).reduceRight((place, byte) => place * 128 + (byte & 0x7f), 0);
}

function whyOf({ DecryptionErrorCode: Code, MegolmDecryptionError }: Crypto, error: unknown) {
  switch (error instanceof MegolmDecryptionError ? error.code : undefined) {
    case Code.MissingRoomKey:
    case Code.UnknownMessageIndex:
      return "no key";
    case Code.UnknownSenderDevice:
    case Code.UnsignedSenderDevice:
    case Code.SenderIdentityVerificationViolation:
      return "unsigned";
    default:
      return "malformed";
  }
}
