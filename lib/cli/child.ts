import { spawn } from "node:child_process";

export interface ChildOptions {
  readonly environment?: NodeJS.ProcessEnv;
  readonly folder?: string;
  /** Ends the program. */
  readonly signal?: AbortSignal;
}

/** How a program ended. */
export interface Ended {
  /** The exit code, or the name of the signal that ended it. */
  readonly code: number | string;
  /** What it wrote to its standard output. */
  readonly output: string;
  /** What it wrote to either stream, in the order in which it came. */
  readonly all: string;
}

/**
 * Runs a program to its end.
 * @returns undefined if there is no such program, or it may not be run
 * @throws the signal's reason if that was aborted
 */
export function runChild(
  program: string,
  words: readonly string[],
  { environment = process.env, folder, signal }: ChildOptions = {},
): Promise<Ended | undefined> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const child = spawn(program, words, { env: environment, cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
    const end = (): void => void child.kill();
    signal?.addEventListener("abort", end);
    let output = "";
    let all = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      all += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      all += text;
    });
    child.on("error", (cause: NodeJS.ErrnoException) => {
      if (["ENOENT", "EACCES", "ENOTDIR"].includes(cause.code ?? "")) resolve(undefined);
      else reject(cause);
    });
    child.on("close", (code, name) => {
      signal?.removeEventListener("abort", end);
      if (signal?.aborted) reject(signal.reason);
      else resolve({ code: code ?? name ?? "unknown", output, all });
    });
  });
}

/** The last lines of what a program wrote, indented, for an error. */
export const lastLines = (text: string, count = 8): string =>
  text
    .trimEnd()
    .split("\n")
    .slice(-count)
    .map((line) => `    ${line}`)
    .join("\n");
