import { suggestion } from "../words/nearest";
import type { Given, Option } from "./option";
import { UsageError } from "./usage-error";

interface Word {
  /** As written: `-p` or `--parameter`. */
  readonly written: string;
  readonly attached: string | undefined;
}

const parse = (word: string): Word => {
  const [, written = word, attached] = /^(--[^=]*)=([\s\S]*)$/.exec(word) ?? [];
  return { written, attached };
};

function find(written: string, options: readonly Option[]): { readonly option: Option; readonly isOff: boolean } {
  const option = options.find(({ name, short }) => name === written || short === written);
  if (option !== undefined) return { option, isOff: false };
  const off = options.find(({ name, value }) => value === undefined && written === name.replace("--", "--no-"));
  if (off !== undefined) return { option: off, isOff: true };
  const names = options.map(({ name }) => name);
  throw new UsageError(`unknown option ${written}${suggestion(written, names)} (nbtest --help lists all)`);
}

function valueFor({ written, attached }: Word, { name }: Option, rest: string[]): string {
  const value = attached ?? rest.shift();
  if (value === undefined || value === "") throw new UsageError(`${written} needs a value`);
  if (attached === undefined && /^-./.test(value))
    throw new UsageError(`${written} needs a value; given: ${value} (if that is meant: ${name}=${value})`);
  return value;
}

/** What stands on a command line: paths, values of options, and flags that are switched off by `--no-…`. */
export interface Words {
  readonly paths: readonly string[];
  readonly given: Given;
  readonly off: ReadonlySet<string>;
}

/**
 * Sorts the words of a command line into paths and options; an option's value follows it or an equals sign, and `--`
 * ends the options.
 *
 * @throws UsageError for an unknown option (with the nearest known one) and for a missing or needless value.
 */
export function splitWords(words: readonly string[], options: readonly Option[]): Words {
  const paths: string[] = [];
  const given = new Map<string, string[]>();
  const off = new Set<string>();
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") return { paths: [...paths, ...rest], given, off };
    if (!word.startsWith("-") || word === "-") {
      paths.push(word);
      continue;
    }
    const parsed = parse(word);
    const { option, isOff } = find(parsed.written, options);
    const { name } = option;
    if (option.value === undefined) {
      if (parsed.attached !== undefined)
        throw new UsageError(`${parsed.written} takes no value; given: ${parsed.attached}`);
      given.delete(name);
      off.delete(name);
      if (isOff) off.add(name);
      else given.set(name, []);
    } else given.set(name, [...(given.get(name) ?? []), valueFor(parsed, option, rest)]);
    if (option.value !== undefined && option.repeats !== true && (given.get(name)?.length ?? 0) > 1)
      throw new UsageError(`${name} is given more than once; accepted: once`);
  }
  return { paths, given, off };
}
