import { UnknownKernelError } from "../kernel/find-kernel";
import { NotebookError } from "../notebook/notebook-error";
import type { Sink } from "../report/screen";
import { exitCode } from "./exit-code";
import { help } from "./help";
import { readArguments } from "./read-arguments";
import { runCommand } from "./run-command";
import { UsageError } from "./usage-error";
import { version } from "./version";

const isUsers = (error: unknown): error is Error =>
  error instanceof UsageError || error instanceof NotebookError || error instanceof UnknownKernelError;

async function answer(words: readonly string[], sink: Sink): Promise<number> {
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
