import type { OlmMachine, UploadSigningKeysRequest } from "@matrix-org/matrix-sdk-crypto-wasm";
import type { Seeds } from "../../db/file/device-file.ts";
import { type Outgoing, root, send, statusOf, type Wire } from "./key-requests.ts";

/** What signing the bot's device needs. */
export interface Signing extends Wire {
  userId: string;
  /** Answers a server that asks once more who is there, where it is known. */
  password: string | undefined;
}

/**
 * Has the bot's device signed by the bot's identity: phones withhold their keys from devices that are not.
 * The first identity is made here; one that is there is used by its seeds, in the machine or kept apart; one
 * without seeds is replaced only if the server lets the password do that.
 * In: the seeds that are kept, or null. Out: the seeds of the identity that signed, or null where none could.
 * Errors: of calls that have nothing to do with who may.
 */
export async function signDevice(signing: Signing, kept: Seeds | null): Promise<Seeds | null> {
  const { crypto, machine, userId } = signing;
  // The machine believes in an identity from the moment it made it: only the server knows what was published.
  const answer = await send(signing, machine.queryKeysForUsers([new crypto.UserId(userId)]));
  const isPublished = (answer as { master_keys?: Record<string, unknown> }).master_keys?.[userId] !== undefined;
  if (kept && !(await isComplete(machine))) await importSeeds(signing, kept);
  if (isPublished && (await isComplete(machine))) await signWithIt(signing);
  else if (!(await publish(signing, !(await isComplete(machine))))) return null;
  return await seedsOf(machine);
}

async function signWithIt(signing: Signing): Promise<void> {
  const { crypto, machine, userId } = signing;
  using device = await machine.getDevice(new crypto.UserId(userId), machine.deviceId);
  if (device && !device.isCrossSignedByOwner()) await send(signing, await device.verify());
}

/** Has all three private keys: only then it can sign its own device, and be moved to another one. */
async function isComplete(machine: OlmMachine): Promise<boolean> {
  const { hasMaster, hasSelfSigning, hasUserSigning } = await machine.crossSigningStatus();
  return hasMaster && hasSelfSigning && hasUserSigning;
}

async function importSeeds({ machine, log }: Signing, { master, selfSigning, userSigning }: Seeds): Promise<void> {
  try {
    await machine.importCrossSigningKeys(master, selfSigning, userSigning);
  } catch {
    log.warn({}, "The seeds of the bot's Matrix identity that were kept do not belong to the one on the server.");
  }
}

async function seedsOf(machine: OlmMachine): Promise<Seeds | null> {
  const seeds = await machine.exportCrossSigningKeys();
  const [master, selfSigning, userSigning] = [seeds?.masterKey, seeds?.self_signing_key, seeds?.userSigningKey];
  return master && selfSigning && userSigning ? { master, selfSigning, userSigning } : null;
}

/** Uploads the identity, a new one where `isNew`. Out: whether the server took it. */
async function publish(signing: Signing, isNew: boolean): Promise<boolean> {
  const { machine, log } = signing;
  const requests = await machine.bootstrapCrossSigning(isNew);
  const keys = requests.uploadKeysRequest as Outgoing | undefined;
  if (keys) await send(signing, keys);
  try {
    await uploadIdentity(signing, requests.uploadSigningKeysRequest);
  } catch (error) {
    if (asks(error) === null && statusOf(error) !== 403) throw error;
    log.warn(
      { status: statusOf(error) },
      "The Matrix server does not let the bot publish its identity (it asks for its password once more): " +
        "phones will show it as not verified by its owner and may keep their messages from it. " +
        "Give MATRIX_PASSWORD, or let the server's admin allow it, and start again.",
    );
    return false;
  }
  await send(signing, requests.uploadSignaturesRequest);
  return true;
}

/** A server may ask once more who is there (user-interactive authentication): the password says so, where it may. */
async function uploadIdentity({ call, userId, password }: Signing, request: UploadSigningKeysRequest): Promise<void> {
  const door = `${root}/keys/device_signing/upload`;
  const keys = JSON.parse(request.body) as object;
  try {
    await call("POST", door, keys);
  } catch (error) {
    const asked = asks(error);
    const isEnough = asked?.flows.some(({ stages }) => stages?.length === 1 && stages[0] === "m.login.password");
    if (!isEnough || password === undefined) throw error;
    const identifier = { type: "m.id.user", user: userId };
    const auth = { type: "m.login.password", identifier, password, session: asked?.session };
    await call("POST", door, { ...keys, auth });
  }
}

interface Asked {
  session?: string;
  flows: { stages?: string[] }[];
}

/** What a server wants done before it publishes an identity, or null where its answer is about something else. */
function asks(error: unknown): Asked | null {
  const { body } = error as { body?: Partial<Asked> };
  return statusOf(error) === 401 && Array.isArray(body?.flows) ? (body as Asked) : null;
}
