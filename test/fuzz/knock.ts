import { request } from "node:http";
import { connect } from "node:net";

/** One request, as anything but a browser could send it. */
export interface Knock {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Uint8Array | null;
  /** In pieces, without a word on how much it is. */
  chunked: boolean;
}

export interface Heard {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** Said in any case: Node would say nothing of it for some methods. */
function lengthOf(body: Uint8Array | null, chunked: boolean): Record<string, string> {
  if (!body) return {};
  return chunked ? { "transfer-encoding": "chunked" } : { "content-length": String(body.length) };
}

/** Sends it. Out: what came back; status 0 where the door hung up or the request cannot be sent at all. */
export function knock(address: string, { method, path, headers, body, chunked }: Knock): Promise<Heard> {
  const nothing = { status: 0, headers: {}, text: "" };
  return new Promise((resolve) => {
    const gone = () => resolve(nothing);
    try {
      const sent = request(`${address}${encodeURI(path.toWellFormed())}`, {
        method,
        headers: { ...headers, ...lengthOf(body, chunked) },
        agent: false,
      });
      sent.on("error", gone);
      sent.on("response", (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("error", gone);
        answer.on("close", gone);
        answer.on("end", () => {
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: Buffer.concat(parts).toString() });
        });
      });
      for (let at = 0; body && at < body.length; at += 7000) sent.write(body.subarray(at, at + 7000));
      sent.end();
    } catch {
      // A header that Node does not let out.
      gone();
    }
  });
}

/** Bytes that are hardly a request. Settles when the door has hung up, or has waited for more long enough. */
export function babble(address: string, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(address).port), "127.0.0.1", () => socket.write(bytes, "latin1"));
    socket.setTimeout(50, () => socket.destroy());
    socket.on("error", () => undefined);
    socket.on("data", () => undefined);
    socket.on("close", () => resolve());
  });
}
