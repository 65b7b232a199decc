import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const ticksPerSecond = Number(execFileSync("getconf", ["CLK_TCK"]).toString());

/** A bot in a process of its own: what it has used of the machine, and its end. */
export class BotProcess {
  readonly child: ChildProcess;
  /** How it ended, once it has; null while it lives. */
  end: { code: number | null; signal: string | null } | null = null;
  readonly ended: Promise<void>;

  /** In: the program's file and words; its environment besides the path; where its log is appended. */
  constructor(args: string[], env: Record<string, string>, logPath: string) {
    const log = openSync(logPath, "a");
    this.child = spawn(process.execPath, args, {
      cwd: root,
      env: { PATH: process.env.PATH ?? "", ...env },
      stdio: ["ignore", log, log],
    });
    closeSync(log);
    // Whatever ends this process ends the bot: nobody else knows of it.
    const last = () => this.child.kill("SIGKILL");
    process.once("exit", last);
    this.ended = new Promise((done) =>
      this.child.once("exit", (code, signal) => {
        this.end = { code, signal };
        process.off("exit", last);
        done();
      }),
    );
  }

  /** Time of processor so far, all threads (ms). */
  get cpu(): number {
    const fields = this.read("stat")
      .replace(/^.*\) /, "")
      .split(" ");
    return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000;
  }

  /** Memory now, and the most there was (MB). */
  get memory(): { now: number; most: number } {
    const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(this.read("status"))?.[1] ?? 0) / 1024;
    return { now: of("VmRSS"), most: of("VmHWM") };
  }

  async kill(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }

  private read(what: string): string {
    return this.end ? "" : readFileSync(`/proc/${this.child.pid}/${what}`, "utf8");
  }
}
