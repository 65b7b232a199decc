import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type AddressInfo } from "node:net";

// Between a program and PostgreSQL. It is a process of its own: whoever asks PostgreSQL does nothing else meanwhile.
if (process.argv[2] === "stands between") standBetween(Number(process.argv[3]));

/** Something between a program and its PostgreSQL that hands on all but an answer to a COMMIT. */
export class ForgetfulProxy {
  private readonly child: ChildProcess;
  readonly port: number;

  private constructor(child: ChildProcess, port: number) {
    [this.child, this.port] = [child, port];
  }

  /** In: the port of the server, on loopback. */
  static async before(server: number): Promise<ForgetfulProxy> {
    const child = fork(new URL(import.meta.url).pathname, ["stands between", String(server)], { execArgv: [] });
    const [port] = (await once(child, "message")) as [number];
    return new ForgetfulProxy(child, port);
  }

  /** The answer to the COMMIT after so many others is lost with its connection, once. */
  async forgetsAfter(commits: number): Promise<void> {
    this.child.send(commits);
    await once(this.child, "message");
  }

  end(): void {
    this.child.kill("SIGKILL");
  }
}

function standBetween(server: number): void {
  let left = Infinity;
  process.on("message", (commits: number) => {
    left = commits;
    process.send?.("heard");
  });
  const between = createServer((client) => {
    const there = connect(server, "127.0.0.1");
    let forgets = false;
    client.on("data", (words) => {
      if (/Q....commit\0/s.test(words.toString("latin1")) && (left -= 1) < 0) [forgets, left] = [true, Infinity];
      there.write(words);
    });
    there.on("data", (words) => (forgets ? client.destroy() : client.write(words)));
    for (const [one, other] of [
      [client, there],
      [there, client],
    ] as const) {
      one.on("error", () => undefined);
      one.on("close", () => other.destroy());
    }
  });
  between.listen(0, "127.0.0.1", () => process.send?.((between.address() as AddressInfo).port));
}
