import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { sleep } from "../../lib/nbtest/kernel/wait";
import { parseNotebook } from "../../lib/nbtest/notebook/read";
import type { CellResult, RunEvent } from "../../lib/nbtest/run/events";
import { type RunOptions, runNotebook } from "../../lib/nbtest/run/run-notebook";
import type { Failure } from "../../lib/nbtest/run/verdict";

/** A cell of a test's notebook. */
export interface TestCell {
  readonly source: string;
  readonly tags?: readonly string[];
  readonly type?: "code" | "markdown";
  /** As nbformat stores them. */
  readonly outputs?: readonly object[];
}

/** The text of a notebook made of these cells. */
export function notebookText(cells: readonly (string | TestCell)[], kernel = "fake", metadata: object = {}): string {
  const stored = cells.map((given) => {
    const { source, tags = [], type = "code", outputs = [] } = typeof given === "string" ? { source: given } : given;
    const code = type === "code" ? { execution_count: null, outputs: outputs } : {};
    return { cell_type: type, ...code, metadata: { tags }, source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [] };
  });
  const own = { kernelspec: { display_name: kernel, language: "", name: kernel }, ...metadata };
  return JSON.stringify({ cells: stored, metadata: own, nbformat: 4, nbformat_minor: 4 }, null, 1);
}

/** A cell for the fake kernel: what it does between busy and a good reply, or exactly what it does. */
export const fakeCell = (
  plan: { do?: object[]; exactly?: object[]; refuse?: number },
  tags: readonly string[] = [],
  comment = "",
): TestCell => ({
  source: comment === "" ? JSON.stringify(plan) : `// nbtest: ${comment}\n${JSON.stringify(plan)}`,
  tags,
});

/** The failure of a cell that must have one. */
export const failureOf = (cell: CellResult | undefined): Failure => {
  if (cell === undefined || !("failure" in cell.verdict))
    throw new Error(`no failure: ${JSON.stringify(cell?.verdict)}`);
  return cell.verdict.failure;
};

/** How a fake kernel starts. */
export interface FakeStart {
  readonly exitsAtOnce?: number;
  /** A file that it makes: it exits if there is none yet. */
  readonly exitsOnce?: string;
  readonly neverReady?: boolean;
  readonly readyAfter?: number;
  readonly portTaken?: boolean;
  readonly portTakenOnce?: string;
  /** Milliseconds for which it answers, and what it publishes is lost. */
  readonly iopubAfter?: number;
  /** Whether it publishes something that no request asked for. */
  readonly greets?: boolean;
  readonly losesPings?: number;
  readonly staysOnShutdown?: boolean;
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** True once none of the processes is there any more; waits up to 5 s. */
export async function areGone(pids: readonly number[]): Promise<boolean> {
  for (let tries = 0; tries < 100 && pids.some(isAlive); tries++) await sleep(50);
  return !pids.some(isAlive);
}

/** A folder for tests that run notebooks: fake kernels are installed in it, and kernels leave their traces there. */
export function workplace() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "test-nbtest-")));
  const [pids, temporary] = [join(folder, "pids"), join(folder, "tmp")];
  for (const made of [pids, temporary]) mkdirSync(made);
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  const saved = { ...process.env };
  Object.assign(process.env, { JUPYTER_PATH: folder, TMPDIR: temporary, FAKE_PIDS: pids });

  const installFake = (start: FakeStart = {}, spec: object = {}): void => {
    const argv = [
      process.execPath,
      "--expose-gc",
      resolve("test/nbtest/fake-kernel/fake-kernel.cjs"),
      "{connection_file}",
    ];
    mkdirSync(join(folder, "kernels", "fake"), { recursive: true });
    const env = { FAKE_KERNEL: JSON.stringify(start) };
    const text = JSON.stringify({ argv, env, display_name: "Fake", language: "fake", ...spec });
    writeFileSync(join(folder, "kernels", "fake", "kernel.json"), text);
  };
  installFake();

  return {
    folder,
    installFake,
    /** argv of a fake kernel that is taken for tslab. */
    likeTslab: [
      process.execPath,
      resolve("test/nbtest/fake-kernel/fake-kernel.cjs"),
      "{connection_file}",
      "like/tslab",
    ],
    write: (name: string, text: string): string => {
      writeFileSync(join(folder, name), text);
      return join(folder, name);
    },
    /** Runs a notebook made of these cells. */
    run: async (
      cells: readonly (string | TestCell)[],
      options: Partial<RunOptions> = {},
      kernel = "fake",
      metadata: object = {},
    ) => {
      const events: RunEvent[] = [];
      const notebook = parseNotebook(notebookText(cells, kernel, metadata), join(folder, "notebook.ipynb"));
      const limits = { timeoutMs: 20_000, startTimeoutMs: 20_000 };
      const result = await runNotebook(notebook, { ...limits, report: (event) => void events.push(event), ...options });
      return { result, events, statuses: result.cells.map(({ verdict }) => verdict.status) };
    },
    /** Process ids of all fake kernels that were started. */
    kernelPids: (): readonly number[] => readdirSync(pids).map(Number),
    /** Files that kernels' starts left behind. */
    leftovers: (): readonly string[] => readdirSync(temporary),
    remove: (): void => {
      for (const name of Object.keys(process.env)) if (!(name in saved)) delete process.env[name];
      Object.assign(process.env, saved);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
