import type { EncryptionSettings, OlmMachine, RequestType as Kinds } from "@matrix-org/matrix-sdk-crypto-wasm";

export type Crypto = typeof import("@matrix-org/matrix-sdk-crypto-wasm");

/**
 * Calls the homeserver: the path from "/_matrix" on, a JSON body. Out: the JSON of its answer.
 * Errors: after its own tries, an error with {status, errcode, body}.
 */
export type Call = (method: "GET" | "POST" | "PUT", path: string, body?: object) => Promise<unknown>;

/** Hears what the operator should know, in one line and without personal data. */
export interface Log {
  warn(what: Record<string, unknown>, outcome: string): void;
}

/** The machine, and whom it speaks with. */
export interface Wire {
  crypto: Crypto;
  machine: OlmMachine;
  call: Call;
  log: Log;
}

/** A request of the machine, of whatever kind. */
export interface Outgoing {
  readonly id: string | undefined;
  readonly type: Kinds;
  readonly body: string;
  readonly event_type?: string;
  readonly txn_id?: string;
  readonly room_id?: string;
}

/** Where the client-server calls begin. */
export const root = "/_matrix/client/v3";

/**
 * Sends one request of the machine and tells it the answer. Out: the answer.
 * Errors: of the call; the machine then offers it again.
 */
export async function send({ crypto, machine, call }: Wire, request: Outgoing): Promise<unknown> {
  const answer = await call(...doorOf(crypto, request), JSON.parse(request.body) as object);
  if (request.id !== undefined) await machine.markRequestAsSent(request.id, request.type, JSON.stringify(answer));
  return answer;
}

/**
 * Sends all that the machine wants sent. One request that the server refuses for good does not hold up the others.
 * Errors: of calls that may succeed later.
 */
export async function sendAll(wire: Wire): Promise<void> {
  for (const request of (await wire.machine.outgoingRequests()) as Outgoing[]) {
    try {
      await send(wire, request);
    } catch (error) {
      const status = statusOf(error) ?? 0;
      if (status < 400 || status >= 500 || status === 401 || status === 429) throw error;
      wire.log.warn({ status, kind: request.type }, "The Matrix server refused a request about keys.");
    }
  }
}

function doorOf({ RequestType }: Crypto, request: Outgoing): ["POST" | "PUT", string] {
  const part = (text: string | undefined) => encodeURIComponent(text ?? "");
  const [kind, txn] = [part(request.event_type), part(request.txn_id)];
  switch (request.type) {
    case RequestType.KeysUpload:
      return ["POST", `${root}/keys/upload`];
    case RequestType.KeysQuery:
      return ["POST", `${root}/keys/query`];
    case RequestType.KeysClaim:
      return ["POST", `${root}/keys/claim`];
    case RequestType.SignatureUpload:
      return ["POST", `${root}/keys/signatures/upload`];
    case RequestType.ToDevice:
      return ["PUT", `${root}/sendToDevice/${kind}/${txn}`];
    case RequestType.RoomMessage:
      return ["PUT", `${root}/rooms/${part(request.room_id)}/send/${kind}/${txn}`];
    default:
      throw new Error(`The crypto module wants to send a request of an unknown kind (${request.type}): pin it.`);
  }
}

/** The status of the server's answer that made an error, or undefined. */
export function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === "number" ? status : undefined;
}

/**
 * How the key of a room is given out: to all devices of its members, for as long as the room says.
 * In: the content of its m.room.encryption. Errors: of an algorithm that is not known here.
 */
export function sharingOf({ CollectStrategy, EncryptionSettings }: Crypto, encryption: object): EncryptionSettings {
  const given = encryption as { algorithm?: unknown; rotation_period_ms?: unknown; rotation_period_msgs?: unknown };
  if (given.algorithm !== "m.megolm.v1.aes-sha2")
    throw new Error(`A room is encrypted with ${String(given.algorithm)}, which JaNein does not know.`);
  const settings = new EncryptionSettings();
  settings.sharingStrategy = CollectStrategy.allDevices();
  const whole = (value: unknown) => (Number.isSafeInteger(value) && Number(value) > 0 ? BigInt(Number(value)) : null);
  const [duration, messages] = [whole(given.rotation_period_ms), whole(given.rotation_period_msgs)];
  if (duration !== null) settings.rotationPeriod = duration * 1000n;
  if (messages !== null) settings.rotationPeriodMessages = messages;
  return settings;
}
