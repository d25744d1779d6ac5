import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "../../../lib/nbtest/check/check";
import type { Problem } from "../../../lib/nbtest/check/problem";

/** A folder in the project, from where packages are found, that git ignores. */
const inProject = (): string => mkdtempSync(join(__dirname, "../../../node_modules/.check-"));

/** A notebook for tslab, one code cell for each source. */
export const tslabNotebook = (
  sources: readonly string[],
  change: (cell: Record<string, unknown>, i: number) => void = () => {},
) => ({
  cells: sources.map((source, i) => {
    const cell = {
      ...{ cell_type: "code", execution_count: null, id: `cell-${i + 1}`, metadata: {}, outputs: [] },
      source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
    };
    change(cell, i);
    return cell;
  }),
  metadata: { kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" } } as Record<
    string,
    unknown
  >,
  ...{ nbformat: 4, nbformat_minor: 5 },
});

/** Writes a notebook and gives its path. */
export function written(notebook: unknown, folder = mkdtempSync(join(tmpdir(), "test-nbtest-check-"))): string {
  const path = join(folder, "a.ipynb");
  writeFileSync(path, typeof notebook === "string" ? notebook : `${JSON.stringify(notebook, null, 1)}\n`);
  return path;
}

/** The problems of a notebook in the project. */
export async function problemsOf(notebook: unknown, types = false): Promise<readonly Problem[]> {
  const [checked] = await check([written(notebook, inProject())], { types });
  return checked!.problems;
}

/** The rules that code cells break, each as `cell 2: rule`. */
export const broken = async (sources: readonly string[], types = false): Promise<readonly string[]> =>
  (await problemsOf(tslabNotebook(sources), types)).map(({ cell, rule }) => `cell ${cell}: ${rule}`);
