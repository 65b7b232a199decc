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

  /** Time of processor so far (ms), all threads, and what prints for it. */
  get cpu(): number {
    const ticks = this.all().map((pid) => {
      const fields = readOf(pid, "stat")
        .replace(/^.*\) /, "")
        .split(" ");
      return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
    });
    return (ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond) * 1000;
  }

  /** Memory now, and the most there was (MB), with that of what prints for it. */
  get memory(): { now: number; most: number } {
    const of = (name: string) =>
      this.all()
        .map((pid) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(readOf(pid, "status"))?.[1] ?? 0) / 1024)
        .reduce((sum, one) => sum + one, 0);
    return { now: of("VmRSS"), most: of("VmHWM") };
  }

  async kill(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    this.child.kill(signal);
    await this.ended;
  }

  /** The process and those that it has begun. */
  private all(): string[] {
    const own = String(this.child.pid);
    return this.end ? [] : [own, ...readOf(own, `task/${own}/children`).split(" ").filter(Boolean)];
  }
}

/** What the system says of a process; "" where it is gone. */
function readOf(pid: string, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "utf8");
  } catch {
    return "";
  }
}
