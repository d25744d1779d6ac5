import type { Given, Option } from "./option";
import type { Words } from "./words";

type Name = Option["name"];

/** Values of options, as command line and config file give them together. */
export interface Values {
  has(name: Name): boolean;
  one(name: Name): string | undefined;
  all(name: Name): readonly string[];
}

/** Options of names and values: those of the command line and of the config file go together. */
const together: readonly string[] = ["--parameter", "--env"];

/** The command line's values, and the config file's where the command line says nothing. */
export function valuesOf({ given, off }: Words, config: Given): Values {
  const merged = new Map(config);
  for (const [name, texts] of given)
    merged.set(name, together.includes(name) ? [...(merged.get(name) ?? []), ...texts] : texts);
  for (const name of off) merged.delete(name);
  return {
    has: (name) => merged.has(name),
    one: (name) => merged.get(name)?.[0],
    all: (name) => merged.get(name) ?? [],
  };
}

/** A value under a name, if there is one. */
export const optional = <Key extends string, T>(key: Key, value: T | undefined): { readonly [K in Key]?: T } =>
  (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: T };
