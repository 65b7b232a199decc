import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The Python in whose environment a Synapse is; undefined where there is none. */
export const synapsePython = process.env.SYNAPSE || undefined;

/** Told once by each file of tests that needs it. */
export const leftOut =
  "SYNAPSE names no Python with matrix-synapse: what is tried on a real Matrix server is left out. " +
  "python3 -m venv v && v/bin/pip install matrix-synapse, then SYNAPSE=v/bin/python.";

export interface Wanted {
  /** Which rooms are encrypted from the first day: "off"; "invite": each that only invited people come into. */
  encrypts?: "off" | "invite" | "all";
  name?: string;
}

/**
 * Synapse, which ends with whoever began it, however that ended, and takes its folder along: then its input ends too. A
 * runner of tests kills its workers, and those have no time to end anything.
 */
const program = `
import os, runpy, shutil, sys, threading
def end():
    sys.stdin.buffer.read()
    shutil.rmtree(os.getcwd(), ignore_errors=True)
    os._exit(0)
threading.Thread(target=end, daemon=True).start()
runpy.run_module("synapse.app.homeserver", run_name="__main__", alter_sys=True)
`;
const longestStart = 90_000;
const secret = "for tests alone";

/**
 * A Synapse of its own: a process on loopback, with a folder, a port and a name that nobody else has; without limits,
 * without other servers. It can be killed and begun again on the same folder; it ends with whoever opened it.
 */
export class Synapse {
  readonly name: string;
  readonly address: string;
  readonly folder: string;
  private readonly python: string;
  private child: ChildProcess | null = null;
  private readonly last = () => this.child?.kill("SIGKILL");

  private constructor(python: string, name: string, port: number) {
    this.python = python;
    this.name = name;
    this.address = `http://127.0.0.1:${port}`;
    this.folder = mkdtempSync(join(tmpdir(), "synapse-"));
    process.once("exit", this.last);
  }

  /** Errors: where it does not answer within a minute and a half, with the end of its log. */
  static async open({ encrypts = "off", name = "schule.test" }: Wanted = {}): Promise<Synapse> {
    if (synapsePython === undefined) throw new Error(leftOut);
    const port = await freePort();
    const synapse = new Synapse(synapsePython, name, port);
    writeFileSync(join(synapse.folder, "log.yaml"), logging);
    writeFileSync(
      join(synapse.folder, "hs.yaml"),
      JSON.stringify(settingsIn(synapse.folder, { port, name, encrypts })),
    );
    try {
      await synapse.start();
    } catch (error) {
      await synapse.close();
      throw error;
    }
    return synapse;
  }

  /** Begins it again on what it has kept; settles when it answers. */
  async start(): Promise<void> {
    const begun = this.begin();
    let isOver = false;
    void begun.ended.then(() => (isOver = true));
    const end = performance.now() + longestStart;
    while (!(await this.answers())) {
      if (isOver || performance.now() > end) throw new Error(`Synapse does not answer:\n${this.log.slice(-2000)}`);
      await sleep(50);
    }
  }

  /** Ends it at once, whatever it does. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  }

  /** Ends it, and takes its folder away. */
  async close(): Promise<void> {
    await this.kill();
    process.off("exit", this.last);
    rmSync(this.folder, { recursive: true, force: true });
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get log(): string {
    return readFileSync(join(this.folder, "out.log"), "utf8");
  }

  /** Makes an account. Out: its address, its password, and the token of a first device. */
  async account(name: string): Promise<{ userId: string; password: string; token: string }> {
    const at = `${this.address}/_synapse/admin/v1/register`;
    const { nonce } = (await (await fetch(at)).json()) as { nonce: string };
    const password = `the password of ${name}`;
    const mac = createHmac("sha1", secret).update([nonce, name, password, "notadmin"].join("\0")).digest("hex");
    const answer = await fetch(at, {
      method: "POST",
      body: JSON.stringify({ nonce, username: name, password, admin: false, mac }),
    });
    if (!answer.ok) throw new Error(`no account for ${name}: ${await answer.text()}`);
    const { access_token: token } = (await answer.json()) as { access_token: string };
    return { userId: `@${name}:${this.name}`, password, token };
  }

  private begin(): { ended: Promise<unknown> } {
    const log = openSync(join(this.folder, "out.log"), "a");
    const child = spawn(this.python, ["-c", program, "-c", "hs.yaml"], {
      cwd: this.folder,
      stdio: ["pipe", log, log],
      env: { PATH: process.env.PATH ?? "", HOME: this.folder, PYTHONDONTWRITEBYTECODE: "" },
    });
    closeSync(log);
    this.child = child;
    return { ended: new Promise((done) => child.once("exit", done)) };
  }

  private async answers(): Promise<boolean> {
    const answer = await fetch(`${this.address}/_matrix/client/versions`).catch(() => null);
    return answer?.ok ?? false;
  }
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => done(port));
    });
  });
}

const lifted = { per_second: 100_000, burst_count: 100_000 };

/** JSON is YAML. */
const settingsIn = (folder: string, { port, name, encrypts }: { port: number; name: string; encrypts: string }) => ({
  server_name: name,
  listeners: [
    { port, bind_addresses: ["127.0.0.1"], type: "http", resources: [{ names: ["client"], compress: false }] },
  ],
  database: { name: "sqlite3", args: { database: join(folder, "hs.db") } },
  media_store_path: join(folder, "media"),
  // One of its own making costs a whole process before.
  signing_key: `ed25519 a_test ${randomBytes(32).toString("base64").replace(/=+$/, "")}`,
  log_config: join(folder, "log.yaml"),
  registration_shared_secret: secret,
  macaroon_secret_key: secret,
  form_secret: secret,
  bcrypt_rounds: 4,
  report_stats: false,
  trusted_key_servers: [],
  suppress_key_server_warning: true,
  federation_domain_whitelist: [],
  presence: { enabled: false },
  encryption_enabled_by_default_for_room_type: encrypts,
  rc_message: lifted,
  rc_registration: lifted,
  rc_login: { address: lifted, account: lifted, failed_attempts: lifted },
  rc_joins: { local: lifted, remote: lifted },
  rc_joins_per_room: lifted,
  rc_invites: { per_room: lifted, per_user: lifted, per_issuer: lifted },
  rc_room_creation: lifted,
  rc_media_create: lifted,
  rc_admin_redaction: lifted,
});

const logging = `version: 1
formatters: {short: {format: '%(asctime)s %(levelname)s %(name)s %(message)s'}}
handlers: {console: {class: logging.StreamHandler, formatter: short}}
root: {level: WARNING, handlers: [console]}
disable_existing_loggers: false
`;
