import { dirname, resolve } from "node:path";
import { findKernel, UnknownKernelError } from "../kernel/find-kernel";
import { NotebookError } from "../notebook/notebook-error";
import { readNotebook } from "../notebook/read";
import { type Parameters, sizeOf, typedParameters, withParameters } from "../notebook/sizes";
import type { Notebook } from "../notebook/types";
import { type Paint, paint, wantsColour } from "../report/paint";
import { type Screen, type Sink, screenOn } from "../report/screen";
import { summary } from "../report/summary";
import { terminalReporter } from "../report/terminal";
import type { NotebookResult } from "../run/events";
import { runNotebook, wishOf } from "../run/run-notebook";
import { type Arguments, parseArguments } from "./arguments";
import { exitCode } from "./exit-code";
import { findNotebooks } from "./find-notebooks";
import { help } from "./help";
import { onInterrupt } from "./interrupts";
import { checkNames, store } from "./store";
import { UsageError } from "./usage-error";
import { version } from "./version";

interface Planned {
  readonly notebook: Notebook;
  readonly parameters: Parameters;
}

/** Everything that can be wrong with notebooks and parameters is found before the first kernel starts. */
async function plan(path: string, args: Arguments): Promise<Planned> {
  const notebook = await readNotebook(path);
  const size = args.size === undefined ? {} : sizeOf(notebook, args.size);
  const parameters = { ...size, ...typedParameters(notebook, args.parameters) };
  if (Object.keys(parameters).length > 0) withParameters(notebook, parameters);
  await findKernel(wishOf(notebook, args.kernel), dirname(resolve(path)));
  return { notebook, parameters };
}

const quoted = (word: string): string => (/^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

/** The command that runs one notebook again in the same way. */
const commandFor = ({ path }: Notebook, { size, kernel, parameters }: Arguments): string => {
  const options = [
    ...(size === undefined ? [] : ["--size", size]),
    ...Object.entries(parameters).flatMap(([name, value]) => ["-p", `${name}=${value}`]),
    ...(kernel === undefined ? [] : ["--kernel", kernel]),
  ];
  return ["npx nbtest", ...[path, ...options].map(quoted)].join(" ");
};

const codeOf = (results: readonly NotebookResult[], signal: AbortSignal): number => {
  if (signal.aborted) return exitCode.interrupted;
  if (results.some(({ startError }) => startError !== undefined)) return exitCode.kernelStart;
  return results.every(({ passed }) => passed) ? exitCode.ok : exitCode.testFailures;
};

async function runAll(args: Arguments, screen: Screen, colours: Paint): Promise<number> {
  const paths = await findNotebooks(args.paths, args.output);
  if (paths.length === 0) {
    screen.print(`no notebooks found in ${args.paths.join(", ")}\n`);
    return exitCode.noNotebooks;
  }
  if (args.output !== undefined) checkNames(paths, args.output);
  const plans: Planned[] = [];
  for (const path of paths) plans.push(await plan(path, args));
  const { signal, forget } = onInterrupt((line) => screen.print(`${line}\n`));
  const report = terminalReporter({ screen, paint: colours, commandFor: (notebook) => commandFor(notebook, args) });
  const { timeoutMs, startTimeoutMs, kernel } = args;
  const common = { timeoutMs, startTimeoutMs, signal, report, ...(kernel === undefined ? {} : { kernel }) };
  const results: NotebookResult[] = [];
  try {
    for (const { notebook, parameters } of plans) {
      if (signal.aborted) break;
      const result = await runNotebook(notebook, { ...common, parameters });
      results.push(result);
      for (const line of await store(result, args)) screen.print(`  ${line}\n`);
    }
  } finally {
    forget();
  }
  screen.print(`${summary(results)}\n`);
  return codeOf(results, signal);
}

const isUsers = (error: unknown): error is Error =>
  error instanceof UsageError || error instanceof NotebookError || error instanceof UnknownKernelError;

/** Runs the command and returns its exit code; never throws. */
export async function command(words: readonly string[], sink: Sink, errors: Sink): Promise<number> {
  try {
    const args = parseArguments(words);
    if (args.help || args.version) {
      sink.write(args.help ? help : `${version()}\n`);
      return exitCode.ok;
    }
    return await runAll(args, screenOn(sink), paint(wantsColour(process.env, sink.isTTY === true)));
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
