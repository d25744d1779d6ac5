import { relative, resolve } from "node:path";
import { type Replacement, replacementsOf } from "../compare/replacement";
import { suggestion } from "../words/nearest";
import { type FoundConfig, findConfig } from "./find-config";
import { type Given, keyOf, type Option } from "./option";
import { UsageError } from "./usage-error";

/** What a config file says: the same as a command line, and more replacements for comparing. */
export interface Config {
  readonly paths: readonly string[];
  readonly given: Given;
  readonly replacements: readonly Replacement[];
}

const fromFolder = (folder: string, path: string): string => relative("", resolve(folder, path)) || ".";

const accepted = ({ value, repeats }: Option): string => {
  if (value === undefined) return "true or false";
  if (value === "NAME=VALUE") return "an object of names and values";
  return repeats === true || value === "LIST" ? "a text, or a list of texts" : "a text or a number";
};

/** An option's values as they would be typed; undefined for a flag that is off. */
function typed(key: string, value: unknown, option: Option, found: FoundConfig): readonly string[] | undefined {
  const refusal = (): UsageError =>
    new UsageError(`${found.title}: ${key} is ${JSON.stringify(value)}; accepted: ${accepted(option)}`);
  const one = (item: unknown): string => {
    if (typeof item !== "string" && typeof item !== "number") throw refusal();
    return option.isPath === true && item !== "-" ? fromFolder(found.folder, String(item)) : String(item);
  };
  if (option.value === undefined) {
    if (typeof value !== "boolean") throw refusal();
    return value ? [] : undefined;
  }
  if (option.value === "NAME=VALUE") {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw refusal();
    const text = (item: unknown): string => (typeof item === "string" ? item : JSON.stringify(item));
    return Object.entries(value).map(([name, item]) => `${name}=${text(item)}`);
  }
  if (!Array.isArray(value)) return [one(value)];
  if (option.value === "LIST") return [value.map(one).join(",")];
  if (option.repeats !== true) throw refusal();
  return value.map(one);
}

const pathsOf = (value: unknown, { title, folder }: FoundConfig): readonly string[] => {
  const list = typeof value === "string" ? [value] : value;
  if (Array.isArray(list) && list.every((item): item is string => typeof item === "string"))
    return list.map((item) => fromFolder(folder, item));
  throw new UsageError(`${title}: paths is ${JSON.stringify(value)}; accepted: a text, or a list of texts`);
};

const replacementsIn = (value: unknown, { title }: FoundConfig): readonly Replacement[] => {
  try {
    return replacementsOf(value, title);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
};

/**
 * Reads the config file, if there is one.
 *
 * @param file - the one to read; without it, the nearest is searched for.
 * @throws UsageError if it has a key that is no option (with the nearest known one), or a value that is not accepted.
 */
export async function readConfig(file: string | undefined, options: readonly Option[]): Promise<Config> {
  const found = await findConfig(file);
  const { paths, replace, ...values } = found?.value ?? {};
  if (found === undefined) return { paths: [], given: new Map(), replacements: [] };
  const byKey = new Map(options.filter(({ onlyTyped }) => onlyTyped !== true).map((option) => [keyOf(option), option]));
  const given = new Map<string, readonly string[]>();
  for (const [key, value] of Object.entries(values)) {
    const option = byKey.get(key);
    if (option === undefined)
      throw new UsageError(
        `${found.title}: unknown key ${key}${suggestion(key, [...byKey.keys(), "paths", "replace"])}`,
      );
    const words = typed(key, value, option, found);
    if (words !== undefined) given.set(option.name, words);
  }
  return {
    paths: paths === undefined ? [] : pathsOf(paths, found),
    given,
    replacements: replace === undefined ? [] : replacementsIn(replace, found),
  };
}
