import { UnknownKernelError } from "../kernel/find-kernel";
import { NotebookError } from "../notebook/notebook-error";
import type { Sink } from "../report/screen";
import { exitCode } from "./exit-code";
import { help } from "./help";
import { readArguments } from "./read-arguments";
import { runCommand } from "./run-command";
import type { Subcommand } from "./subcommand";
import { runSubcommand } from "./subcommands";
import { UsageError } from "./usage-error";
import { version } from "./version";

const isUsers = (error: unknown): error is Error =>
  error instanceof UsageError || error instanceof NotebookError || error instanceof UnknownKernelError;

/** Each is loaded when it is asked for: a run needs neither TypeScript nor the page. */
const subcommands: Readonly<Record<string, () => Promise<Subcommand>>> = {
  check: async () => (await import("./check-command")).checkCommand,
  clean: async () => (await import("./clean-command")).cleanCommand,
  html: async () => (await import("./html-command")).htmlCommand,
};

async function answer(words: readonly string[], sink: Sink): Promise<number> {
  const [name, ...rest] = words;
  const load = name === undefined || !Object.hasOwn(subcommands, name) ? undefined : subcommands[name];
  if (load !== undefined) return runSubcommand(await load(), rest, sink);
  const args = await readArguments(words);
  if (typeof args === "object") return runCommand(args, sink);
  sink.write({ "--help": help, "--version": `${version()}\n` }[args]);
  return exitCode.ok;
}

/** Runs the command and returns its exit code; never throws. */
export async function command(words: readonly string[], sink: Sink, errors: Sink): Promise<number> {
  try {
    return await answer(words, sink);
  } catch (error) {
    if (isUsers(error)) {
      errors.write(`nbtest: ${error.message}\n`);
      return exitCode.usage;
    }
    errors.write(
      `nbtest: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return exitCode.internal;
  }
}
