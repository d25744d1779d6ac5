import { type ChildProcess, spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { isRecord } from "../wire/message";
import { type RawTail, rawTail } from "./raw-tail";
import { type WatchdogOrder, watchdogProgram } from "./watchdog";

/** How a kernel's process ended. */
export interface KernelExit {
  readonly code: number | null;
  readonly signal: string | null;
  /** Why it could not be started at all, or why nothing is known of its end, if so. */
  readonly error?: string;
}

/** A running kernel's process. It dies with this process, even on SIGKILL: see the watchdog. */
export interface KernelProcess {
  readonly exited: Promise<KernelExit>;
  /** The kernel's process id, once it is known. */
  readonly pid: number | undefined;
  /** Set when the process is gone. */
  readonly exit: KernelExit | undefined;
  /** The end of what the process wrote to its own standard output and error, apart from what cells print. */
  readonly raw: RawTail;
  /** Sends a signal to the kernel's process group; does nothing when it is gone. */
  signal(name: "SIGINT" | "SIGTERM" | "SIGKILL"): void;
}

const signalGroup = (pid: number, name: NodeJS.Signals): void => {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, name);
  } catch {
    // Already gone.
  }
};

const endOf = (report: Readonly<Record<string, unknown>>): KernelExit => ({
  code: typeof report.code === "number" ? report.code : null,
  signal: typeof report.signal === "string" ? report.signal : null,
  ...(typeof report.error === "string" ? { error: report.error } : {}),
});

function readReports(watchdog: ChildProcess, onPid: (pid: number) => void): Promise<KernelExit> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: watchdog.stdio[3] as Readable });
    lines.on("line", (line) => {
      const report: unknown = JSON.parse(line);
      if (!isRecord(report)) return;
      if (typeof report.pid === "number") onPid(report.pid);
      else resolve(endOf(report));
    });
    // If the watchdog itself was killed, no report comes: then this is the end, after a moment for a report on its way.
    const error = "its watchdog ended without a word";
    watchdog.on("exit", (code, signal) => setTimeout(() => resolve({ code, signal, error }), 200));
    watchdog.on("error", (error) => resolve({ code: null, signal: null, error: error.message }));
  });
}

/** How long the last of what a process wrote may take to arrive. */
const drainMs = 1000;

/** Lets go of a watchdog; nbtest must not wait for processes that the kernel left behind and that hold its pipes. */
function letGo(watchdog: ChildProcess): void {
  watchdog.stdin?.end();
  const close = (): void => {
    watchdog.stdout?.destroy();
    watchdog.stderr?.destroy();
  };
  setTimeout(close, drainMs).unref();
}

/** Does the work of a watchdog that is gone before its time. */
async function standIn(folder: string, pid: number | undefined): Promise<void> {
  if (pid !== undefined) signalGroup(pid, "SIGKILL");
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}

/** Starts a kernel's process behind its watchdog, in a process group of its own. */
export function startProcess(order: WatchdogOrder, env: NodeJS.ProcessEnv): KernelProcess {
  const watchdog = spawn(process.execPath, ["-e", watchdogProgram, JSON.stringify(order)], {
    env,
    detached: true,
    windowsHide: true,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  watchdog.stdin.on("error", () => undefined);
  const state: { pid?: number; exit?: KernelExit; wanted?: "SIGKILL" } = {};
  const exited = readReports(watchdog, (pid) => {
    state.pid = pid;
    if (state.wanted !== undefined) signalGroup(pid, state.wanted);
  }).then((exit) => {
    state.exit = exit;
    letGo(watchdog);
    return exit.error === undefined ? exit : standIn(order.folder, state.pid).then(() => exit);
  });
  return {
    exited,
    raw: rawTail([watchdog.stdout, watchdog.stderr]),
    get exit() {
      return state.exit;
    },
    get pid() {
      return state.pid;
    },
    signal(name) {
      if (state.exit !== undefined) return;
      if (state.pid !== undefined) signalGroup(state.pid, name);
      else if (name === "SIGKILL") state.wanted = name;
    },
  };
}
