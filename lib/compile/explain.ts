import { type Compiled, sourceOf } from "./compile";
import { defaultThreads } from "./engine";
import { checkFed, type Fed, type Feeds, type Results, specsOf } from "./feeds";
import { graphText } from "./graph-text";
import type { ProfiledOperation } from "./onnx/profile";
import { profiledRun } from "./onnx/profiled-run";
import { trace } from "./trace/trace";

/** One kind of operation in one call. */
export interface OperationShare {
  readonly operation: string;
  /** Who ran it, without "ExecutionProvider": "CPU", "WebGpu". */
  readonly provider: string;
  readonly count: number;
  readonly milliseconds: number;
  /** Of the outputs that were written. */
  readonly bytes: number;
}

/** Where the time of a compiled function goes. */
export interface Explanation {
  /** By kind of operation, the slowest first. */
  readonly operations: readonly OperationShare[];
  /** The table as text, for a terminal or a cell. */
  readonly text: string;
  /** The graph itself, a line for each operation. */
  readonly graph: string;
}

export interface ExplainOptions {
  /** Calls that are measured, from 1; 20 where absent. */
  readonly calls?: number;
  /** Threads of ONNX Runtime, from 1; every core where absent. */
  readonly threads?: number;
}

function byKind(operations: readonly ProfiledOperation[], calls: number): readonly OperationShare[] {
  const kinds = new Map<string, { operation: string; provider: string; count: number; us: number; bytes: number }>();
  for (const { operation, provider, microseconds, bytes } of operations) {
    const name = provider.replace(/ExecutionProvider$/, "");
    const kind = kinds.get(`${operation} ${name}`) ?? { operation, provider: name, count: 0, us: 0, bytes: 0 };
    kinds.set(`${operation} ${name}`, kind);
    kind.count += 1;
    kind.us += microseconds;
    kind.bytes += bytes;
  }
  return [...kinds.values()]
    .map(({ operation, provider, count, us, bytes }) => ({
      operation,
      provider,
      count: Math.round(count / calls),
      milliseconds: us / calls / 1000,
      bytes: bytes / calls,
    }))
    .sort((a, b) => b.milliseconds - a.milliseconds);
}

function tableOf(name: string, operations: readonly OperationShare[]): string {
  const sum = (of: (share: OperationShare) => number): number => operations.reduce((total, one) => total + of(one), 0);
  const all = sum(({ milliseconds }) => milliseconds);
  const line = (cells: readonly [string, string, string, string, string, string]): string =>
    cells.map((cell, i) => (i < 2 ? cell.padEnd(i === 0 ? 20 : 8) : cell.padStart(9))).join("");
  const rows = operations.map(({ operation, provider, count, milliseconds, bytes }) =>
    line([
      operation,
      provider,
      String(count),
      milliseconds.toFixed(3),
      `${((100 * milliseconds) / all).toFixed(1)} %`,
      (bytes / 1e6).toFixed(2),
    ]),
  );
  const head = `${name}: ${sum(({ count }) => count)} operations, ${all.toFixed(2)} ms in them per call`;
  return [head, line(["operation", "on", "count", "ms", "share", "MB"]), ...rows].join("\n");
}

/**
 * Shows what a compiled function consists of and where its time goes: it is traced for these feeds and run some times
 * with the profile of ONNX Runtime on. No variable changes, and no optimizer runs.
 *
 * @param fed one batch, as the function is called with
 * @throws TypeError for a function that `compile` did not make, or that another engine than ONNX Runtime runs
 */
export async function explain<F extends Feeds, R extends Results>(
  compiled: Compiled<F, R>,
  fed: Fed<F>,
  { calls = 20, threads = defaultThreads() }: ExplainOptions = {},
): Promise<Explanation> {
  const source = sourceOf(compiled);
  if (source === undefined) throw new TypeError("explain: a function that compile did not make was given");
  const { task, engine, seed = 0 } = source;
  if (engine.name !== "onnx") {
    throw new TypeError(`explain: ${task.name} runs on "${engine.name}"; one that runs on "onnx" is accepted`);
  }
  checkFed(task.name, fed);
  const traced = trace(task, specsOf(fed));
  const operations = byKind(await profiledRun(traced, { fed, seed, threads, calls }), calls);
  return { operations, text: tableOf(task.name, operations), graph: graphText(traced.graph) };
}
