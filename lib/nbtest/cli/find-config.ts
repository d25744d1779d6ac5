import { readFile } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { isRecord, type JsonRecord } from "../wire/message";
import { UsageError } from "./usage-error";

/** A config file that was found. */
export interface FoundConfig {
  /** How messages name it. */
  readonly title: string;
  /** Where it stands; its paths are taken from there. */
  readonly folder: string;
  readonly value: JsonRecord;
}

const read = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return undefined;
    throw new UsageError(`${path}: cannot be read: ${(error as Error).message}`);
  }
};

function parse(title: string, text: string): JsonRecord {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${title}: not JSON: ${(error as Error).message}`);
  }
  if (isRecord(value)) return value;
  throw new UsageError(`${title}: accepted: an object`);
}

const shown = (path: string): string => relative("", path) || path;

async function inFolder(folder: string): Promise<FoundConfig | undefined> {
  const [own, manifest] = [join(folder, "nbtest.config.json"), join(folder, "package.json")];
  const [ownText, manifestText] = [await read(own), await read(manifest)];
  const title = `"nbtest" in ${shown(manifest)}`;
  const inManifest = manifestText === undefined ? undefined : parse(shown(manifest), manifestText).nbtest;
  if (ownText !== undefined && inManifest !== undefined)
    throw new UsageError(`${shown(own)} and ${title} both configure nbtest; accepted: one of them`);
  if (ownText !== undefined) return { title: shown(own), folder, value: parse(shown(own), ownText) };
  if (inManifest === undefined) return undefined;
  if (isRecord(inManifest)) return { title, folder, value: inManifest };
  throw new UsageError(`${title}: accepted: an object of options`);
}

/**
 * Finds the config file: the given one, else the nearest `nbtest.config.json` or `"nbtest"` in a package.json, from the
 * working directory upwards.
 *
 * @throws UsageError if it is not there or no JSON object, or if a folder has both.
 */
export async function findConfig(file: string | undefined): Promise<FoundConfig | undefined> {
  if (file !== undefined) {
    const text = await read(file);
    if (text === undefined) throw new UsageError(`--config ${file}: no such file`);
    return { title: file, folder: dirname(resolve(file)), value: parse(file, text) };
  }
  for (let folder = resolve(""); ; folder = dirname(folder)) {
    const found = await inFolder(folder);
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}
