import type { Crypto, Wire } from "./key-requests.ts";

/** What an encrypted event says, or why it cannot be read: its key never came, nobody answers for it, it is none. */
export type Decrypted =
  { type: string; content: Record<string, unknown> } | { unreadable: "no key" | "unsigned" | "malformed" };

/**
 * Reads an m.room.encrypted event with the keys that are there.
 * A declaration counts only from a device that its owner answers for: the server alone could add any other.
 */
export async function readEvent({ crypto, machine }: Wire, roomId: string, event: object): Promise<Decrypted> {
  const { DecryptionSettings, RoomId, TrustRequirement } = crypto;
  try {
    const trust = new DecryptionSettings(TrustRequirement.CrossSigned);
    const opened = await machine.decryptRoomEvent(JSON.stringify(event), new RoomId(roomId), trust);
    const { type, content } = JSON.parse(opened.event) as { type: unknown; content: unknown };
    if (typeof type !== "string" || typeof content !== "object" || content === null) return { unreadable: "malformed" };
    return { type, content: content as Record<string, unknown> };
  } catch (error) {
    return { unreadable: whyOf(crypto, error) };
  }
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
