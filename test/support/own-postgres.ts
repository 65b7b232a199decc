import { execFileSync, spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";

/** A PostgreSQL server for one test file, on loopback, which may be stopped and killed. */
export interface OwnServer {
  /** A schema of its own there. */
  freshAddress(): string;
  /** What an administrator asks, on a connection of their own that goes on until `close`. */
  shell(): Promise<pg.Client>;
  restart(): void;
  /** Nothing on the server answers for so many seconds; it goes on by itself, whoever waits for it. */
  freezes(seconds: number): void;
  end(): void;
}

/** PostgreSQL refuses to run as root. */
const asItself = (words: string): string => {
  const [program, ...args] = process.getuid?.() === 0 ? ["su", "postgres", "-c", words] : ["sh", "-c", words];
  return execFileSync(program, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
};

/** Begins a server. In: how many connections it takes. */
export async function ownServer(connections = 30): Promise<OwnServer> {
  const bin = execFileSync("sh", ["-c", "ls -d /usr/lib/postgresql/*/bin | tail -1"], { encoding: "utf8" }).trim();
  const folder = mkdtempSync(join(tmpdir(), "janein-postgres-"));
  if (process.getuid?.() === 0) execFileSync("chown", ["postgres", folder]);
  const [data, port] = [join(folder, "data"), await freePort()];
  asItself(`${bin}/initdb -D ${data} -U janein --auth=trust --no-sync -E UTF8 --locale=C`);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=off`;
  const limits = `-c max_connections=${connections} -c superuser_reserved_connections=0`;
  const control = (what: string) => asItself(`${bin}/pg_ctl -D ${data} -w -l ${folder}/log ${what}`);
  const start = () => control(`-o "${settings} ${limits}" start`);
  start();
  const pid = () => readFileSync(join(data, "postmaster.pid"), "utf8").split("\n")[0]!;
  const url = `postgres://janein@127.0.0.1:${port}/postgres`;
  return {
    freshAddress: () => `${url}#t_${randomUUID().slice(0, 13)}`,
    async shell() {
      const client = new pg.Client(url);
      client.on("error", () => undefined);
      await client.connect();
      return client;
    },
    restart() {
      control("-m fast stop");
      start();
    },
    freezes(seconds) {
      const all = [pid(), ...spawnSync("pgrep", ["-P", pid()], { encoding: "utf8" }).stdout.trim().split("\n")].join(
        " ",
      );
      execFileSync("kill", ["-STOP", ...all.split(" ")]);
      // Whoever waits for the server meanwhile cannot wake it.
      spawn("sh", ["-c", `sleep ${seconds}; kill -CONT ${all}`], { detached: true, stdio: "ignore" }).unref();
    },
    end() {
      control("-m immediate stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((open) => server.listen(0, "127.0.0.1", open));
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}
