import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call on its way, and how far it has come. */
export interface Passing {
  /** "send", "upload", "sync"; the method and the last part of the path of any other. */
  method: string;
  /** Before it has its effect, after it, or when the answer has been sent. */
  moment: "before" | "after" | "answered";
}

/** What stands between the bot and a Matrix server: it sees each call, and can break the connection at any moment. */
export class Passage {
  /** Sees each call at each moment; it may take its time. Out: whether the connection breaks there. */
  witness: (seen: Passing) => Promise<boolean> | boolean = () => false;
  /** When (ms of `performance.now`) somebody asked for what is new. */
  syncedAt = -1;
  readonly counts = new Map<string, number>();
  private readonly to: URL;
  private readonly server: Server;
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(address: string) {
    this.to = new URL(address);
    this.server = createServer((asked, response) => void this.pass(asked, response));
    this.server.keepAliveTimeout = 120_000;
  }

  static async open(address: string): Promise<Passage> {
    const passage = new Passage(address);
    await new Promise<void>((done) => passage.server.listen(0, "127.0.0.1", done));
    return passage;
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.agent.destroy();
    await new Promise((done) => this.server.close(done));
  }

  private async pass(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = kindOf(asked);
    this.counts.set(method, (this.counts.get(method) ?? 0) + 1);
    if (method === "sync") this.syncedAt = performance.now();
    try {
      const body = await bytesOf(asked);
      if (await this.witness({ method, moment: "before" })) return void response.destroy();
      const { status, headers, bytes } = await this.forwarded(asked, body, response);
      if (await this.witness({ method, moment: "after" })) return void response.destroy();
      response.writeHead(status, headers).end(bytes, () => void this.witness({ method, moment: "answered" }));
    } catch {
      // The server is away, or whoever asked is.
      response.destroy();
    }
  }

  private forwarded({ method, url, headers }: IncomingMessage, body: Buffer, response: ServerResponse) {
    return new Promise<{ status: number; headers: Record<string, string>; bytes: Buffer }>((resolve, reject) => {
      const path = { host: this.to.hostname, port: this.to.port, path: url, method };
      const length = { "content-length": String(body.length) };
      const going = request({ ...path, headers: { ...headers, ...length }, agent: this.agent }, (answer) => {
        const type = { "content-type": answer.headers["content-type"] ?? "" };
        bytesOf(answer).then((bytes) => resolve({ status: answer.statusCode ?? 502, headers: type, bytes }), reject);
      });
      going.on("error", reject);
      response.on("close", () => going.destroy());
      going.end(body);
    });
  }
}

function kindOf({ method = "", url = "" }: IncomingMessage): string {
  const path = url.split("?")[0] ?? "";
  const found = /\/(sync|upload)$|\/(send)\//.exec(path);
  return found?.[1] === "upload" && path.includes("/keys/")
    ? "keys"
    : (found?.[1] ?? found?.[2] ?? `${method} ${path.split("/").at(-1)}`);
}

async function bytesOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
}
