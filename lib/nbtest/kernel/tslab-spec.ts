import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { KernelSpec } from "./kernel-spec";
import { tslabProgram } from "./tslab-program";

const program = (folder: string): string | undefined => {
  try {
    return createRequire(join(folder, "notebook.js")).resolve("tslab/bin/tslab");
  } catch {
    return undefined;
  }
};

/** The tslab that a notebook in this folder would import, else the one installed beside nbtest. */
export const findTslab = (folder: string): string | undefined => {
  const found = program(folder) ?? program(dirname(__filename));
  return found !== undefined && existsSync(found) ? found : undefined;
};

/**
 * Built-in kernelspecs of tslab: registering tslab with Jupyter needs Python, running it does not.
 * It is started through node itself, which also works where npm's command is a `.cmd` file.
 */
export function tslabSpecs(folder: string): readonly KernelSpec[] {
  const tslab = findTslab(folder);
  if (tslab === undefined) return [];
  const spec = (name: string, displayName: string, language: string, flags: readonly string[]): KernelSpec => ({
    name,
    displayName,
    language,
    argv: [process.execPath, "{program}", "kernel", "--config-path", "{connection_file}", ...flags],
    env: {},
    interruptMode: "signal",
    resources: "",
    program: tslabProgram(tslab),
  });
  return [spec("tslab", "TypeScript", "typescript", []), spec("jslab", "JavaScript", "javascript", ["--js"])];
}
