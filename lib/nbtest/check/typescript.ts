import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type * as TypeScript from "typescript";

/** The TypeScript of a kernel. */
export type Compiler = typeof TypeScript;

let loaded: Compiler | undefined;

/**
 * The TypeScript that tslab compiles cells with: the one in the project's tslab, or in the tslab that nbtest brings.
 * @throws Error if there is none
 */
export function compiler(): Compiler {
  if (loaded !== undefined) return loaded;
  for (const place of [join(resolve(), "any"), __filename]) {
    try {
      const tslab = createRequire(place).resolve("tslab");
      loaded = createRequire(tslab)("@tslab/typescript-for-tslab") as Compiler;
      return loaded;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Error("nbtest check: tslab is not installed, whose TypeScript reads the cells; npm install tslab");
}
