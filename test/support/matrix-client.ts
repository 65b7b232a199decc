import { setTimeout as sleep } from "node:timers/promises";

/** What a server has said instead of doing it. */
export class ClientRefused extends Error {
  readonly status: number;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(`${status} ${JSON.stringify(body)}`);
    [this.status, this.body] = [status, body];
  }
}

export type Call = <Said = Record<string, unknown>>(method: string, path: string, body?: object) => Promise<Said>;

/**
 * The calls of one device to a Matrix server, as a client of a person makes them: tried until the server is there.
 * In: the server's address; the token, null for the call that gets it; the end of it.
 */
export function clientOf(address: string, token: string | null, closing?: AbortSignal): Call {
  return async <Said>(method: string, path: string, body?: object): Promise<Said> => {
    for (;;) {
      closing?.throwIfAborted();
      try {
        const answer = await fetch(`${address}/_matrix/client/v3/${path}`, {
          method,
          headers: token === null ? {} : { authorization: `Bearer ${token}` },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          ...(closing ? { signal: closing } : {}),
        });
        const said = (await answer.json()) as Record<string, unknown>;
        if (answer.ok) return said as Said;
        if (answer.status < 500) throw new ClientRefused(answer.status, said);
      } catch (error) {
        if (error instanceof ClientRefused) throw error;
      }
      await sleep(100, undefined, closing ? { signal: closing } : {});
    }
  };
}

/** Signs in as a new device. */
export async function signIn(address: string, name: string, password: string) {
  const identifier = { type: "m.id.user", user: name };
  const asked = { type: "m.login.password", identifier, password };
  const said = await clientOf(address, null)<{ user_id: string; device_id: string; access_token: string }>(
    "POST",
    "login",
    asked,
  );
  return { userId: said.user_id, deviceId: said.device_id, token: said.access_token };
}
