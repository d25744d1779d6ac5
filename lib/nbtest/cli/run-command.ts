import { type Paint, paint, wantsColour } from "../report/paint";
import { type Screen, type Sink, screenOn } from "../report/screen";
import { summary } from "../report/summary";
import { terminalReporter } from "../report/terminal";
import type { NotebookResult } from "../run/events";
import { runNotebook } from "../run/run-notebook";
import { commandAgain } from "./again";
import type { Arguments } from "./arguments";
import { exitCode } from "./exit-code";
import { findNotebooks } from "./find-notebooks";
import { onInterrupt } from "./interrupts";
import { choiceOf, type Planned, plan } from "./plan";
import { checkNames, store } from "./store";
import { optional } from "./values";

const codeOf = (results: readonly NotebookResult[], signal: AbortSignal): number => {
  if (signal.aborted) return exitCode.interrupted;
  if (results.some(({ startError }) => startError !== undefined)) return exitCode.kernelStart;
  return results.every(({ passed }) => passed) ? exitCode.ok : exitCode.testFailures;
};

async function runAll(plans: readonly Planned[], args: Arguments, screen: Screen, colours: Paint): Promise<number> {
  const { signal, forget } = onInterrupt((line) => screen.print(`${line}\n`));
  const report = terminalReporter({
    screen,
    paint: colours,
    commandFor: (notebook, cell) => commandAgain(notebook, cell, args),
  });
  const { timeoutMs, startTimeoutMs, env } = args;
  const common = {
    timeoutMs,
    ...optional("notebookTimeoutMs", args.notebookTimeoutMs),
    startTimeoutMs,
    choice: choiceOf(args),
    signal,
    report,
    env,
    ...optional("kernel", args.kernel),
    ...optional("cwd", args.cwd),
  };
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

/**
 * Runs the notebooks that the arguments ask for, and returns the exit code.
 *
 * @throws UsageError, NotebookError or UnknownKernelError before anything has run.
 */
export async function runCommand(args: Arguments, sink: Sink): Promise<number> {
  const screen = screenOn(sink);
  const { output, exclude } = args;
  const paths = await findNotebooks(args.paths, { ...optional("output", output), exclude });
  if (paths.length === 0) {
    screen.print(`no notebooks found in ${args.paths.join(", ")}\n`);
    return args.allowEmpty ? exitCode.ok : exitCode.noNotebooks;
  }
  if (output !== undefined) checkNames(paths, output);
  return runAll(await plan(paths, args), args, screen, paint(wantsColour(process.env, sink.isTTY === true)));
}
