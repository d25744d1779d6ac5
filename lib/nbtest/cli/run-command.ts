import { inTurnReporter } from "../report/in-turn";
import { overviewReporter } from "../report/overview";
import { paint, wantsColour } from "../report/paint";
import { type Screen, type Sink, screenOn } from "../report/screen";
import { summary } from "../report/summary";
import { terminalReporter } from "../report/terminal";
import type { NotebookResult, Reporter } from "../run/events";
import { runAll } from "../run/run-all";
import { commandAgain } from "./again";
import type { Arguments } from "./arguments";
import { exitCode } from "./exit-code";
import { findNotebooks } from "./find-notebooks";
import { onInterrupt } from "./interrupts";
import { type Jobs, jobsOf } from "./jobs";
import { plan } from "./plan";
import { checkNames, store } from "./store";
import { optional } from "./values";

interface Ending {
  readonly wasInterrupted: boolean;
  /** Whether every file was written where it should be. */
  readonly allStored: boolean;
}

const codeOf = (results: readonly NotebookResult[], { wasInterrupted, allStored }: Ending): number => {
  if (wasInterrupted) return exitCode.interrupted;
  if (results.some(({ startError }) => startError !== undefined)) return exitCode.kernelStart;
  if (results.some(({ passed }) => !passed)) return exitCode.testFailures;
  return allStored ? exitCode.ok : exitCode.usage;
};

/** One notebook is shown in full; of several only how they went, unless more is asked for. */
function reporterFor(args: Arguments, notebooks: number, screen: Screen, coloured: boolean): Reporter {
  const options = {
    screen,
    paint: paint(coloured),
    commandFor: (notebook: Parameters<typeof commandAgain>[0], cell: number) => commandAgain(notebook, cell, args),
  };
  if (notebooks === 1) return terminalReporter(options);
  if (!args.verbose) return overviewReporter(options);
  return args.parallel === 1 ? terminalReporter(options) : inTurnReporter(options);
}

async function run({ jobs, remember }: Jobs, args: Arguments, screen: Screen, report: Reporter): Promise<number> {
  const { signal, forget } = onInterrupt((line) => screen.print(`${line}\n`));
  const { parallel, retries } = args;
  let allStored = true;
  const onResult = async (result: NotebookResult): Promise<void> => {
    const { lines, failed } = await store(result, args);
    for (const text of lines) report({ kind: "note", notebook: result.notebook, text });
    allStored &&= !failed;
  };
  try {
    const results = await runAll(jobs, { parallel, retries, signal, report, onResult });
    const passed = results.filter((result) => result.passed);
    await remember(new Map(passed.map(({ notebook, milliseconds }) => [notebook.path, milliseconds]))).catch(
      (error: Error) => screen.print(`past times are not remembered: ${error.message}\n`),
    );
    screen.print(`${summary(results)}\n`);
    return codeOf(results, { wasInterrupted: signal.aborted, allStored });
  } finally {
    forget();
  }
}

/**
 * Runs the notebooks that the arguments ask for, and returns the exit code.
 *
 * @throws UsageError, NotebookError or UnknownKernelError before anything has run.
 */
export async function runCommand(args: Arguments, sink: Sink): Promise<number> {
  const screen = screenOn(sink);
  const { output, exclude, shard } = args;
  const paths = await findNotebooks(args.paths, { ...optional("output", output), exclude });
  if (paths.length === 0) {
    screen.print(`no notebooks found in ${args.paths.join(", ")}\n`);
    return args.allowEmpty ? exitCode.ok : exitCode.noNotebooks;
  }
  if (output !== undefined) checkNames(paths, output);
  const jobs = await jobsOf(await plan(paths, args), args);
  if (shard !== undefined)
    screen.print(`shard ${shard.index} of ${shard.count}: ${jobs.jobs.length} of ${paths.length} notebooks\n`);
  const report = reporterFor(args, jobs.jobs.length, screen, wantsColour(process.env, sink.isTTY === true));
  return run(jobs, args, screen, report);
}
