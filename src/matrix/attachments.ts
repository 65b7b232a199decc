/** The `file` of a message in an encrypted room, without its `url`, which only the upload tells (spec: EncryptedFile). */
export interface EncryptedFile {
  v: string;
  key: object;
  iv: string;
  hashes: Record<string, string>;
}

/**
 * Encrypts a file for an encrypted room.
 * In: its bytes. Out: the bytes to upload (as application/octet-stream), and what only the encrypted message may say.
 */
export async function encryptAttachment(bytes: Uint8Array): Promise<{ bytes: Uint8Array; file: EncryptedFile }> {
  const { Attachment, initAsync } = await import("@matrix-org/matrix-sdk-crypto-wasm");
  await initAsync();
  const encrypted = Attachment.encrypt(bytes);
  try {
    return { bytes: encrypted.encryptedData, file: JSON.parse(encrypted.mediaEncryptionInfo ?? "") as EncryptedFile };
  } finally {
    encrypted.free();
  }
}

/**
 * Decrypts a file from an encrypted room.
 * In: the bytes as downloaded, the `file` of the message as it came.
 * Out: its bytes, or null where they are not what the message says, or it says nothing that can be read.
 */
export async function decryptAttachment(bytes: Uint8Array, file: object): Promise<Uint8Array | null> {
  const { Attachment, EncryptedAttachment, initAsync } = await import("@matrix-org/matrix-sdk-crypto-wasm");
  await initAsync();
  try {
    using encrypted = new EncryptedAttachment(bytes, JSON.stringify(file));
    return Attachment.decrypt(encrypted);
  } catch {
    return null;
  }
}
