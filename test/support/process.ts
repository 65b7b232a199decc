import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import Sqlite from "better-sqlite3";
import { realSchool } from "./real-school.ts";

const root = resolve(import.meta.dirname, "../..");

/** Hundreds of them begin in the tests: what one has compiled, the next need not. */
const compiled = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), "janein-compiled");

/** What a program gets of the environment. */
export const around = (env: Record<string, string>) => ({
  PATH: process.env.PATH ?? "",
  NODE_COMPILE_CACHE: compiled,
  ...env,
});

/** A database path in a folder of its own. */
export function freshDatabase(): string {
  return join(mkdtempSync(join(tmpdir(), "janein-")), "school.sqlite");
}

/** The real program, as the operator runs it. `env` is all it gets of the environment besides the path. */
export function program(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["src/main.ts", ...args], { cwd: root, env: around(env) });
}

/** The real program, run in another folder. */
export function programIn(cwd: string, args: string[], env: Record<string, string>): ChildProcess {
  const main = join(root, "src/main.ts");
  return spawn(process.execPath, [main, ...args], { cwd, env: around(env) });
}

/** The real program under limits that a shell sets first, such as `umask 000` or `ulimit -f 100`. */
export function programUnder(limits: string, args: string[], env: Record<string, string>): ChildProcess {
  return spawn("sh", ["-c", `${limits}; exec "$0" src/main.ts "$@"`, process.execPath, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH ?? "", ...env },
  });
}

/** Runs a command to its end. Out: what it printed and its exit code. */
export async function janein(
  args: string[],
  env: Record<string, string>,
): Promise<{ out: string; err: string; code: number | null }> {
  return await endOf(program(args, env));
}

/** Whether somebody answers on a port of this machine. */
export function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  return new Promise<boolean>((said) => {
    socket.on("connect", () => said(true));
    socket.on("error", () => said(false));
  }).finally(() => socket.destroy());
}

/** Waits for the end of a program. Out: what it printed and its exit code. */
export async function endOf(child: ChildProcess): Promise<{ out: string; err: string; code: number | null }> {
  let [out, err] = ["", ""];
  child.stdout?.on("data", (text: Buffer) => (out += text.toString()));
  child.stderr?.on("data", (text: Buffer) => (err += text.toString()));
  const code = await new Promise<number | null>((end) => child.on("close", end));
  return { out, err, code };
}

/** The school of the one real text is set up by the real program, and its period has begun. */
export async function setUp(env: Record<string, string>, school?: string): Promise<void> {
  const facts = join(mkdtempSync(join(tmpdir(), "janein-")), "facts.json");
  writeFileSync(facts, JSON.stringify(realSchool));
  const which = school === undefined ? [] : ["--school", school];
  const { code, err } = await janein(["setup", facts, "--by", "Frau Rektor", "--period", ...which], env);
  if (code !== 0) throw new Error(`the school was not set up: ${err}`);
}

/** The invented school, imported by the real program. Out: what every command needs, and one value out of the database file. */
export async function importedSchool(): Promise<{
  env: Record<string, string>;
  value: (sql: string, ...of: string[]) => string;
}> {
  const env = { DATABASE_PATH: freshDatabase() };
  await setUp(env);
  await janein(["import", join(root, "src/demo/invented-school.csv"), "--apply"], env);
  const value = (sql: string, ...of: string[]) => {
    const client = new Sqlite(env.DATABASE_PATH);
    const found = client
      .prepare(sql)
      .pluck()
      .get(...of);
    client.close();
    return String(found);
  };
  return { env, value };
}

/** Waits until the program says this. */
export async function says(child: ChildProcess, words: RegExp): Promise<RegExpExecArray> {
  let heard = "";
  return await new Promise((resolve, reject) => {
    child.on("close", () => reject(new Error(`ended after saying: ${heard}`)));
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (text: Buffer) => {
        heard += text.toString();
        const found = words.exec(heard);
        if (found) resolve(found);
      });
  });
}
