import { closeSync, createReadStream, createWriteStream, openSync, readFileSync, readSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeStream } from "node:stream/web";
import { Decrypter, Encrypter } from "age-encryption";
import { explained, explaining } from "./explained.ts";
import { DatabaseRefused } from "./refused.ts";

// A backup for whoever holds a key, in the format of age (C2SP, "The age file encryption format").
const head = "age-encryption.org/v1\n";
const textHead = "-----BEGIN AGE ENCRYPTED FILE-----";

/**
 * What encrypts for these public keys (age1…), as `age-keygen` prints them.
 * Errors: DatabaseRefused for what is none.
 */
export function sealingFor(recipients: readonly string[]): Encrypter {
  const sealing = new Encrypter();
  for (const recipient of recipients) {
    if (/^AGE-SECRET-KEY-/i.test(recipient))
      throw new DatabaseRefused(
        "That is a secret key: it is for restoring, and is kept elsewhere. A backup is encrypted for its public key, " +
          "the line that begins with age1 (age-keygen -y KEYFILE).",
      );
    try {
      sealing.addRecipient(recipient);
    } catch {
      throw new DatabaseRefused(
        `${recipient || '""'} is no public key of age: it begins with age1, and age-keygen -y KEYFILE prints it.`,
      );
    }
  }
  return sealing;
}

/**
 * Encrypts a file, piece by piece, and writes it safely to the disk. The readable one has no name any more
 * before its first piece is encrypted: a process that is killed leaves nothing of it.
 * In: the readable file, which goes; the file to be filled.
 * Errors: DatabaseRefused where one cannot be read or written.
 */
export async function seal(plain: string, to: string, sealing: Encrypter): Promise<void> {
  const fd = openSync(plain, "r");
  rmSync(plain);
  const from = createReadStream("", { fd });
  try {
    await pipeline(
      piecesOf(await sealing.encrypt(streamOf(from))),
      createWriteStream(to, { flags: "r+", flush: true }),
    );
  } catch (error) {
    throw explained(error, to);
  } finally {
    from.destroy();
  }
}

/** Whether a file is encrypted, by what it begins with. Errors: DatabaseRefused for one in age's text form. */
export function isSealed(path: string): boolean {
  const bytes = Buffer.alloc(textHead.length);
  const fd = explaining(path, () => openSync(path, "r"));
  try {
    explaining(path, () => readSync(fd, bytes));
  } finally {
    closeSync(fd);
  }
  if (bytes.toString() === textHead)
    throw new DatabaseRefused(
      `${path} is age's text form of an encrypted file. Nothing was changed: decrypt it with age --decrypt, ` +
        "and encrypt without --armor.",
    );
  return bytes.toString().startsWith(head);
}

/**
 * Decrypts a file into another, piece by piece.
 * In: the encrypted file; the file to be filled; the path of the file with the secret keys, or - for standard input.
 * Errors: DatabaseRefused where there is no key, none that opens it, or the file is not as it was made.
 */
export async function unseal(path: string, to: string, keyFile: string | undefined): Promise<void> {
  if (keyFile === undefined)
    throw new DatabaseRefused(
      `${path} is encrypted: janein restore ${path} --identity KEYFILE, with the secret key that its public key ` +
        "belongs to. Nothing was changed.",
    );
  const opening = openingWith(keyFile);
  const from = createReadStream(path);
  try {
    await pipeline(
      piecesOf(await opening.decrypt(streamOf(from))),
      createWriteStream(to, { flags: "r+", flush: true }),
    );
  } catch (error) {
    throw notOpened(error, path, to, keyFile);
  } finally {
    from.destroy();
  }
}

function notOpened(error: unknown, path: string, to: string, keyFile: string): unknown {
  if (error instanceof Error && "syscall" in error) return explained(error, error.syscall === "read" ? path : to);
  if (error instanceof Error && error.message.startsWith("no identity matched"))
    return new DatabaseRefused(
      `No key in ${keyFile} opens ${path}: it was encrypted for another one, or its first lines are damaged. ` +
        "Nothing was changed.",
    );
  return new DatabaseRefused(
    `${path} was cut off or changed after it was made. Nothing was changed: take another backup.`,
  );
}

/** Such a file has a key a line, and lines that begin with # beside them. */
function openingWith(keyFile: string): Decrypter {
  const text = explaining(keyFile, () => readFileSync(keyFile === "-" ? 0 : keyFile, "utf8"));
  if (text.startsWith(head) || text.startsWith(textHead))
    throw new DatabaseRefused(
      `${keyFile} is encrypted itself: age --decrypt ${keyFile} makes the file with the secret key out of it.`,
    );
  const opening = new Decrypter();
  const keys = text.split(/\r?\n/).filter((line) => line.startsWith("AGE-SECRET-KEY-"));
  try {
    if (keys.length === 0) throw new Error("none");
    for (const key of keys) opening.addIdentity(key.trim());
  } catch {
    throw new DatabaseRefused(
      `There is no secret key of age in ${keyFile}, or not a whole one: it is the line that begins with ` +
        "AGE-SECRET-KEY-. Nothing was changed.",
    );
  }
  return opening;
}

/** The two kinds of the same stream differ in their types alone. */
function streamOf(from: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(from) as unknown as ReadableStream<Uint8Array>;
}

function piecesOf(stream: ReadableStream<Uint8Array>): Readable {
  return Readable.fromWeb(stream as unknown as NodeStream<Uint8Array>);
}
