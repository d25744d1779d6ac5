import { rm } from "node:fs/promises";
import { Channels } from "./channels";
import { connectionOn } from "./connection";
import { kernelEnvironment } from "./environment";
import { Kernel } from "./kernel";
import { type KernelProcess, startProcess } from "./kernel-process";
import { commandOf, type KernelSpec } from "./kernel-spec";
import { writeLaunchFiles } from "./launch-files";
import { holdPorts } from "./ports";
import { ready } from "./readiness";
import { Requests } from "./request";
import { restartWatch } from "./restart-watch";
import { sleep, within } from "./wait";

/** What a kernel needs to start. */
export interface StartOptions {
  readonly spec: KernelSpec;
  /** Working directory. */
  readonly folder: string;
  /** Path of the notebook, for the kernel's environment. */
  readonly notebook: string;
  /** Variables for its environment. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Ends the start early. */
  readonly signal?: AbortSignal;
}

/** A kernel did not start, or did not answer in time. */
export class KernelStartError extends Error {
  override readonly name = "KernelStartError";

  /** @param rawOutput - the end of what the process wrote to its standard output and error. */
  constructor(
    message: string,
    readonly rawOutput: string,
  ) {
    super(message);
  }
}

const portTaken = /EADDRINUSE|address (already )?in use|10048/i;
const launches = 4;
/** How long a kernel that answers may take to take up stdin; some never do. */
const stdinMs = 1000;

type Outcome = Kernel | { readonly reason: string; readonly rawOutput: string; readonly portTaken: boolean };

/** Resolves when a launch cannot succeed any more: the process has ended, a port was taken, or nobody wants it now. */
const failed = (process: KernelProcess, wish: AbortSignal | undefined, over: AbortSignal): Promise<undefined> =>
  new Promise((resolve) => {
    void process.exited.then(() => resolve(undefined));
    // tslab prints the error and lives on, deaf.
    process.raw.onText(() => {
      if (portTaken.test(process.raw.text)) resolve(undefined);
    });
    wish?.addEventListener("abort", () => resolve(undefined), { once: true, signal: over });
  });

const describeExit = (exit: { code: number | null; signal: string | null; error?: string }): string =>
  exit.error ?? `it ended with ${exit.signal === null ? `exit code ${exit.code}` : `signal ${exit.signal}`}`;

/** One launch: free ports, connection file, process, and whatever comes first of an answer, its end, and the time limit. */
async function launch({ spec, folder, notebook, env = {}, timeoutMs, signal }: StartOptions): Promise<Outcome> {
  const held = await holdPorts();
  const connection = connectionOn(held.ports, spec.name);
  const files = await writeLaunchFiles(connection, spec.program);
  const channels = await Channels.open(connection).catch(async (error: unknown) => {
    await Promise.all([held.release(), rm(files.folder, { recursive: true, force: true })]);
    throw error;
  });
  const requests = new Requests(channels);
  const restarts = restartWatch(channels);
  await held.release();
  const order = { argv: commandOf(spec, files), cwd: folder, folder: files.folder };
  const process = startProcess(order, kernelEnvironment({ spec, notebook, env }));
  const over = new AbortController();
  const answer = Promise.race([ready(channels, requests, over.signal), failed(process, signal, over.signal)]);
  const info = await within(answer, timeoutMs);
  over.abort();
  if (info !== undefined) {
    await within(channels.stdinConnected, stdinMs);
    return new Kernel({ spec, process, channels, requests, restarts, info });
  }
  const waited = signal?.aborted ? "interrupted" : `no answer within ${timeoutMs / 1000} s`;
  const reason = process.exit === undefined ? waited : describeExit(process.exit);
  process.signal("SIGKILL");
  await process.exited;
  await sleep(100); // for what it wrote last, which may say why
  channels.close();
  return { reason, rawOutput: process.raw.text, portTaken: portTaken.test(process.raw.text) };
}

/**
 * Starts a kernel and waits until it answers. Ports are chosen here and bound by the kernel a moment later; when
 * something else took one in between, it starts again, up to four times in all.
 *
 * @throws KernelStartError if it ends, or does not answer in time.
 */
export async function startKernel(options: StartOptions): Promise<Kernel> {
  for (let left = launches; ; left--) {
    const outcome = await launch(options);
    if (outcome instanceof Kernel) return outcome;
    if (outcome.portTaken && left > 1 && !options.signal?.aborted) continue;
    const command = options.spec.argv.join(" ");
    throw new KernelStartError(
      `kernel ${options.spec.name} did not start: ${outcome.reason}; command: ${command}`,
      outcome.rawOutput,
    );
  }
}
