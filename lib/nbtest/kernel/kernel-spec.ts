import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isRecord, textOf } from "../wire/message";
import type { LaunchFiles } from "./launch-files";

/** How to start and interrupt a kernel: a kernelspec, read. */
export interface KernelSpec {
  /** Name of its folder, in lower case. */
  readonly name: string;
  readonly displayName: string;
  readonly language: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly interruptMode: "signal" | "message";
  /** Folder of kernel.json; empty for a built-in one. */
  readonly resources: string;
  /** Text of a program that the command runs as `{program}`; only built-in kernels have one. */
  readonly program?: string;
}

const strings = (value: unknown): Readonly<Record<string, string>> =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === "string"))
    : {};

/**
 * Reads a kernel.json.
 *
 * @throws TypeError naming the file, if it is not JSON or has no `argv`.
 */
export async function readKernelSpec(path: string, name: string): Promise<KernelSpec> {
  const text = await readFile(path, "utf8");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new TypeError(`kernelspec ${path}: not JSON: ${(error as Error).message}`);
  }
  const argv = isRecord(value) ? value.argv : undefined;
  if (!isRecord(value) || !Array.isArray(argv) || argv.length === 0 || !argv.every((item) => typeof item === "string"))
    throw new TypeError(`kernelspec ${path}: needs "argv", a list of strings`);
  return {
    name,
    displayName: textOf(value.display_name) || name,
    language: textOf(value.language).toLowerCase(),
    argv: argv as string[],
    env: strings(value.env),
    interruptMode: value.interrupt_mode === "message" ? "message" : "signal",
    resources: dirname(path),
  };
}

/** The command of a kernel, with the placeholders of its kernelspec filled in wherever they stand in an argument. */
export const commandOf = (spec: KernelSpec, file: LaunchFiles): readonly string[] =>
  spec.argv.map((argument) =>
    argument
      .replaceAll("{connection_file}", () => file.connection)
      .replaceAll("{program}", () => file.program)
      .replaceAll("{resource_dir}", () => spec.resources)
      .replaceAll("{prefix}", spec.resources.replace(/[\\/]share[\\/]jupyter[\\/]kernels[\\/][^\\/]+$/, "")),
  );
