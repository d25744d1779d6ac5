import { mkdir, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { byteProgress } from "../byte-progress";
import { lastLines, runChild } from "../child";
import type { Context } from "../command";
import { CuredError } from "../cured-error";
import { folderSize } from "./folder-size";
import { networkFault } from "./network-faults";
import type { Pip } from "./pip";

/** Milliseconds between two looks at what has arrived. */
const LOOK = 200;

export interface DownloadOptions {
  /** An empty folder; the wheels are in its folder `wheels` then. */
  readonly into: string;
  /** The platform tags that are accepted. */
  readonly tags: readonly string[];
  /** What it is, for messages. */
  readonly what: string;
  /** Bytes, roughly. */
  readonly total: number;
  readonly pip: Pip;
}

/**
 * Wheels for CPython 3.11, whatever Python there is: no Python runs them, and every TensorFlow from 2.12 on has one. So
 * everybody gets the same file.
 */
const python = [
  "--implementation",
  "cp",
  "--python-version",
  "3.11",
  "--abi",
  "cp311",
  "--abi",
  "abi3",
  "--abi",
  "none",
];

async function watch(folder: string, told: (bytes: number) => void, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    told(await folderSize(folder));
    await pause(LOOK, undefined, { signal }).catch(() => undefined);
  }
}

/**
 * Downloads wheels with pip, which knows this user's package index, proxy and certificates, and checks their checksums.
 * @param requirements as pip takes them: `tensorflow-cpu==2.21.0`
 * @returns the wheels' paths
 * @throws CuredError if it fails
 */
export async function downloadWheels(
  requirements: readonly string[],
  { into, tags, what, total, pip }: DownloadOptions,
  { terminal, environment, signal }: Context,
): Promise<readonly string[]> {
  const [wheels, temporary] = [path.join(into, "wheels"), path.join(into, "temporary")];
  for (const folder of [wheels, temporary]) await mkdir(folder, { recursive: true });
  const [program, ...first] = pip.call;
  const platforms = tags.flatMap((tag) => ["--platform", tag]);
  const fixed = [
    "download",
    "--no-deps",
    "--only-binary=:all:",
    "--no-cache-dir",
    "--progress-bar",
    "off",
    "--no-input",
  ];
  const words = [...first, ...fixed, ...python, ...platforms, "--dest", wheels, ...requirements];
  const over = new AbortController();
  const watching = watch(into, byteProgress(terminal, `downloading ${what}`, total), over.signal);
  try {
    // pip collects in TMPDIR, which may be another, small disk.
    const settings = { TMPDIR: temporary, PIP_DISABLE_PIP_VERSION_CHECK: "1", PIP_REQUIRE_VIRTUALENV: "0" };
    const ended = await runChild(program, words, { environment: { ...environment, ...settings }, signal });
    if (ended?.code !== 0) throw failure(requirements, ended?.all ?? "", environment);
  } finally {
    over.abort();
    await watching;
    terminal.status(undefined);
  }
  await rm(temporary, { recursive: true, force: true });
  return (await readdir(wheels)).map((name) => path.join(wheels, name));
}

function failure(requirements: readonly string[], output: string, environment: NodeJS.ProcessEnv): CuredError {
  const { problem, cure } = networkFault(output, environment) ?? { problem: "", cure: ["try again"] };
  const said = output.split("\n").filter((line) => !line.startsWith("WARNING: Location"));
  return new CuredError(
    `pip download ${requirements.join(" ")} failed${problem && `: ${problem}`}; its last lines:\n${lastLines(said.join("\n"))}`,
    cure,
  );
}
