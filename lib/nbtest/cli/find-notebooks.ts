import { readdir, stat } from "node:fs/promises";
import { join, normalize, resolve } from "node:path";
import { glob, isDynamicPattern } from "tinyglobby";
import { UsageError } from "./usage-error";

const passedOver = ["node_modules", "executed", "_build", "dist"];

/** What is not searched for notebooks. */
export interface Without {
  /** Folder of executed notebooks. */
  readonly output?: string;
  /** Globs. */
  readonly exclude?: readonly string[];
}

async function inFolder(folder: string, output: string | undefined): Promise<readonly string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const found = entries.map(async (entry): Promise<readonly string[]> => {
    const path = join(folder, entry.name);
    if (entry.name.startsWith(".") || (entry.isDirectory() && passedOver.includes(entry.name))) return [];
    if (entry.isDirectory()) return resolve(path) === output ? [] : inFolder(path, output);
    return entry.name.endsWith(".ipynb") ? [path] : [];
  });
  return (await Promise.all(found)).flat();
}

async function matching(pattern: string, output: string | undefined): Promise<readonly string[]> {
  const ignore = passedOver.map((name) => `**/${name}/**`);
  const found = (await glob(pattern.replaceAll("\\", "/"), { ignore, expandDirectories: false })).sort();
  const outside = found
    .map(normalize)
    .filter((path) => output === undefined || !resolve(path).startsWith(join(output, "/")));
  if (outside.length === 0) throw new UsageError(`${pattern}: nothing matches`);
  return outside;
}

async function behind(path: string, output: string | undefined): Promise<readonly string[]> {
  const what = await stat(path).catch(() => undefined);
  if (what?.isDirectory()) return inFolder(path, output);
  if (what !== undefined) return [normalize(path)];
  if (isDynamicPattern(path)) return matching(path, output);
  throw new UsageError(`${path}: no such file or folder`);
}

/**
 * The notebooks that paths stand for: a file is itself, a folder all notebooks in it, in the order of their names, a
 * glob what it matches. Folders of dependencies, of build products, and hidden ones are passed over.
 *
 * @throws UsageError if a path does not exist, or nothing matches a glob.
 */
export async function findNotebooks(paths: readonly string[], without: Without = {}): Promise<readonly string[]> {
  const output = without.output === undefined ? undefined : resolve(without.output);
  const found: string[] = [];
  for (const path of paths) found.push(...(await behind(path, output)));
  if (without.exclude === undefined || without.exclude.length === 0) return [...new Set(found)];
  const excluded = await glob([...without.exclude], {
    absolute: true,
    dot: true,
    ignore: ["**/node_modules/**", "**/.git/**"],
  });
  const gone = new Set(excluded.map((path) => resolve(path)));
  return [...new Set(found)].filter((path) => !gone.has(resolve(path)));
}
