import { nearest } from "./nearest";
import { parseTime } from "./time";
import { UsageError } from "./usage-error";

/** What the command line asks for. */
export interface Arguments {
  readonly paths: readonly string[];
  readonly size?: string;
  /** Values of `-p`, as written. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly startTimeoutMs: number;
  readonly kernel?: string;
  readonly output?: string;
  readonly html: boolean;
  readonly write: boolean;
  readonly help: boolean;
  readonly version: boolean;
}

const withValue = ["--size", "--parameter", "--timeout", "--start-timeout", "--kernel", "--output"] as const;
const flags = ["--html", "--write", "--help", "--version"] as const;
const short: Readonly<Record<string, string>> = { "-p": "--parameter", "-h": "--help" };

type Given = ReadonlyMap<string, readonly string[]>;

const unknown = (given: string): UsageError => {
  const meant = nearest(given, [...withValue, ...flags]);
  return new UsageError(
    `unknown option ${given}${meant === undefined ? "" : `; did you mean ${meant}?`} (nbtest --help lists all)`,
  );
};

/** Sorts words into paths and options; an option's value follows it or an equals sign. */
function split(words: readonly string[]): { readonly paths: readonly string[]; readonly given: Given } {
  const paths: string[] = [];
  const given = new Map<string, string[]>();
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === "--") return { paths: [...paths, ...rest], given };
    if (!word.startsWith("-") || word === "-") {
      paths.push(word);
      continue;
    }
    const [, written = word, attached] = /^(--[^=]*)=([\s\S]*)$/.exec(word) ?? [];
    const name = short[written] ?? written;
    if ((flags as readonly string[]).includes(name)) {
      if (attached !== undefined) throw new UsageError(`${name} takes no value; given: ${attached}`);
      given.set(name, []);
    } else if ((withValue as readonly string[]).includes(name)) {
      const value = attached ?? rest.shift();
      if (value === undefined || value === "") throw new UsageError(`${written} needs a value`);
      if (attached === undefined && value.startsWith("-"))
        throw new UsageError(`${written} needs a value; given: ${value} (if that is meant: ${name}=${value})`);
      given.set(name, [...(given.get(name) ?? []), value]);
    } else throw unknown(written);
  }
  return { paths, given };
}

function parametersOf(texts: readonly string[]): Readonly<Record<string, string>> {
  const pairs = texts.map((text): [string, string] => {
    const [, name, value] = /^([\p{L}_$][\p{L}\d_$]*)=([\s\S]*)$/u.exec(text) ?? [];
    if (name === undefined || value === undefined)
      throw new UsageError(`-p ${text}: accepted: name=value, such as -p epochs=2`);
    return [name, value];
  });
  return Object.fromEntries(pairs);
}

const once = (given: Given, name: string): string | undefined => {
  const values = given.get(name) ?? [];
  if (values.length > 1) throw new UsageError(`${name} is given ${values.length} times; accepted: once`);
  return values[0];
};

const check = (args: Arguments): Arguments => {
  if (args.html && args.output === undefined) throw new UsageError("--html needs --output FOLDER to write the page to");
  if (args.write && (args.size !== undefined || Object.keys(args.parameters).length > 0))
    throw new UsageError("--write stores the outputs of the notebook as it stands; it does not go with --size or -p");
  return args;
};

/**
 * Reads the command line.
 *
 * @param words - without node and the program.
 * @throws UsageError for an unknown option (with the nearest known one), a missing or wrong value, or options that do not go together.
 */
export function parseArguments(words: readonly string[]): Arguments {
  const { paths, given } = split(words);
  const optional = <Name extends string>(key: Name, name: string): { readonly [K in Name]?: string } => {
    const value = once(given, name);
    return (value === undefined ? {} : { [key]: value }) as { readonly [K in Name]?: string };
  };
  return check({
    paths: paths.length === 0 ? ["."] : paths,
    ...optional("size", "--size"),
    ...optional("kernel", "--kernel"),
    ...optional("output", "--output"),
    parameters: parametersOf(given.get("--parameter") ?? []),
    timeoutMs: parseTime(once(given, "--timeout") ?? "30m", "--timeout"),
    startTimeoutMs: parseTime(once(given, "--start-timeout") ?? "60s", "--start-timeout"),
    html: given.has("--html"),
    write: given.has("--write"),
    help: given.has("--help"),
    version: given.has("--version"),
  });
}
