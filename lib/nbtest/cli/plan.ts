import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { findKernel } from "../kernel/find-kernel";
import type { CellChoice } from "../notebook/choose-cells";
import { readNotebook } from "../notebook/read";
import { type Parameters, parametersIn, sizeOf, typedParameters } from "../notebook/sizes";
import type { Notebook } from "../notebook/types";
import { planCells } from "../run/cell-plan";
import { wishOf } from "../run/run-notebook";
import type { Arguments } from "./arguments";
import { UsageError } from "./usage-error";
import { optional } from "./values";

/** A notebook that is to run, and the values for its constants. */
export interface Planned {
  readonly notebook: Notebook;
  readonly parameters: Parameters;
}

async function fileOfParameters(path: string): Promise<Parameters> {
  const text = await readFile(path, "utf8").catch((error: Error) => {
    throw new UsageError(`--parameter-file ${path}: cannot be read: ${error.message}`);
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--parameter-file ${path}: not JSON: ${(error as Error).message}`);
  }
  return parametersIn(value, `--parameter-file ${path}`);
}

/** The cells that are to run. */
export const choiceOf = ({ cells, until }: Arguments): CellChoice => ({ cells, ...optional("until", until) });

async function planOne(path: string, args: Arguments, fromFile: Parameters): Promise<Planned> {
  const notebook = await readNotebook(path);
  const size = args.size === undefined ? {} : sizeOf(notebook, args.size);
  const parameters = { ...size, ...fromFile, ...typedParameters(notebook, args.parameters) };
  planCells(notebook, { timeoutMs: args.timeoutMs, parameters, choice: choiceOf(args) });
  await findKernel(wishOf(notebook, args.kernel), dirname(resolve(path)));
  return { notebook, parameters };
}

/**
 * Reads the notebooks. Everything that can be wrong with them and with parameters is found here, before the first
 * kernel starts.
 *
 * @throws NotebookError, UsageError or UnknownKernelError
 */
export async function plan(paths: readonly string[], args: Arguments): Promise<readonly Planned[]> {
  if (args.cwd !== undefined && (await stat(args.cwd).catch(() => undefined))?.isDirectory() !== true)
    throw new UsageError(`--cwd ${args.cwd}: no such folder`);
  const fromFile = args.parameterFile === undefined ? {} : await fileOfParameters(args.parameterFile);
  const plans: Planned[] = [];
  for (const path of paths) plans.push(await planOne(path, args, fromFile));
  return plans;
}
