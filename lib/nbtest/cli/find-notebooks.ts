import { readdir, stat } from "node:fs/promises";
import { join, normalize, resolve } from "node:path";
import { UsageError } from "./usage-error";

const passedOver = new Set(["node_modules", "executed", "_build", "dist"]);

async function inFolder(folder: string, output: string | undefined): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = entries.map(async (entry): Promise<readonly string[]> => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || (entry.isDirectory() && passedOver.has(entry.name))) return [];
    if (entry.isDirectory()) return resolve(path) === output ? [] : inFolder(path, output);
    return entry.name.endsWith(".ipynb") ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

/**
 * The notebooks that paths stand for: a file is itself, a folder all notebooks in it, in the order of their names.
 * Folders of dependencies, of build products, and hidden ones are passed over.
 *
 * @param output - folder of executed notebooks, passed over, too.
 * @throws UsageError if a path does not exist.
 */
export async function findNotebooks(paths: readonly string[], output?: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const what = await stat(path).catch(() => undefined);
    if (what === undefined) throw new UsageError(`${path}: no such file or folder`);
    found.push(
      ...(what.isDirectory()
        ? await inFolder(path, output === undefined ? undefined : resolve(output))
        : [normalize(path)]),
    );
  }
  return [...new Set(found)];
}
