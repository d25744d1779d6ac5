import { stat } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "../files/cache-folder";
import { exists } from "../files/exists";
import { packageRoot } from "../files/package-root";
import type { Source } from "./sources";

/** Where the files of a data set lie. */
export interface Place {
  readonly folder: string;
  /** Whether the bytes must be the published ones. False only for a `directory` that the caller names. */
  readonly known: boolean;
  /** The files that are not there yet and may be downloaded; empty except in the user's cache. */
  readonly missing: readonly string[];
}

/** What the lookup depends on; the defaults are those of this process. */
export interface Surroundings {
  /** DARK_KNOWLEDGE_DATA, XDG_CACHE_HOME and LOCALAPPDATA are read. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Where the search for the repository's data folder begins, upwards. */
  readonly start?: string;
}

/**
 * Looks a data set up: the caller's `directory`, then its folder in DARK_KNOWLEDGE_DATA, in the repository's data/, and
 * in the user's cache. The first place that holds one of its files is taken; nothing is mixed from two places.
 * @throws Error if `directory` or DARK_KNOWLEDGE_DATA is no folder, or if a place other than the cache lacks a file
 */
export async function locate(
  source: Source,
  directory: string | undefined,
  { environment = process.env, start = __dirname }: Surroundings = {},
): Promise<Place> {
  if (directory !== undefined) {
    await checkFolder("the option directory", directory);
    return complete(source, { folder: directory, known: false, missing: await missingIn(directory, source) });
  }
  const named = environment.DARK_KNOWLEDGE_DATA;
  if (named) await checkFolder("DARK_KNOWLEDGE_DATA", named);
  const root = await packageRoot(start, "dark-knowledge");
  for (const data of [named, root && join(root, "data")]) {
    if (!data) continue;
    const folder = join(data, source.folder);
    const missing = await missingIn(folder, source);
    if (missing.length < filesOf(source).length) return complete(source, { folder, known: true, missing });
  }
  const folder = join(cacheFolder(environment), source.folder);
  return { folder, known: true, missing: await missingIn(folder, source) };
}

const filesOf = (source: Source): readonly string[] => Object.values(source.files).map((file) => file.name);

async function missingIn(folder: string, source: Source): Promise<readonly string[]> {
  const checked = filesOf(source).map(async (name) => ((await exists(join(folder, name))) ? [] : [name]));
  return (await Promise.all(checked)).flat();
}

function complete(source: Source, place: Place): Place {
  if (place.missing.length === 0) return place;
  throw new Error(
    `${place.folder}: ${place.missing.join(", ")} ${place.missing.length === 1 ? "is" : "are"} missing; ` +
      `a folder with ${filesOf(source).join(", ")} is accepted`,
  );
}

async function checkFolder(who: string, path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) {
    throw new Error(`${who}: ${path} ${found ? "is no folder" : "does not exist"}; a folder with the data is accepted`);
  }
}
