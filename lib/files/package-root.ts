import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** The nearest folder, from `start` upwards, whose package.json is named `name`; undefined if there is none. */
export async function packageRoot(start: string, name: string): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await packageName(join(folder, "package.json"))) === name) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** The name in a package.json; undefined if there is no such file, or none that is JSON with a name. */
async function packageName(path: string): Promise<unknown> {
  try {
    return (JSON.parse(await readFile(path, "utf8")) as { readonly name?: unknown } | null)?.name;
  } catch {
    return undefined; // somebody else's file, or none: the search goes on above
  }
}
