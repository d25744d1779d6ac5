import { parseArgs } from "node:util";
import { UsageError } from "../nbtest/cli/usage-error";
import { nearest } from "../nbtest/words/nearest";
import type { Command, Given, Options } from "./command";

/** What a command line gives to a command. */
export interface Arguments {
  readonly given: Given<Options>;
  readonly operands: readonly string[];
  readonly help: boolean;
}

const HELP = { type: "boolean", short: "h" } as const;

const unknown = (name: string, options: Options, command: string): UsageError => {
  const meant = nearest(
    name,
    [...Object.keys(options), "help"].map((known) => `--${known}`),
  );
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  return new UsageError(`unknown option ${name}${hint} (dark-knowledge ${command} --help lists all)`);
};

const parsed = (words: readonly string[], options: Options) =>
  parseArgs({
    args: [...words],
    options: { ...Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, { type }])), help: HELP },
    strict: false,
    tokens: true,
  });

type OptionToken = Extract<ReturnType<typeof parsed>["tokens"][number], { kind: "option" }>;

function check({ name, rawName, value }: OptionToken, options: Options, command: string): void {
  if (name === "help") return;
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined || !rawName.startsWith("--")) throw unknown(rawName, options, command);
  if (option.type === "boolean" && value !== undefined) {
    throw new UsageError(`${rawName} takes no value; given: ${value}`);
  }
  if (option.type === "string" && (value === undefined || value === "" || value.startsWith("-"))) {
    throw new UsageError(`${rawName} needs a value, ${rawName} ${option.value}${value ? `; given: ${value}` : ""}`);
  }
}

/**
 * Reads the words behind a command's name.
 * @throws UsageError for an unknown option (with the nearest known one), a missing or superfluous value, an option given
 * twice, or an operand that the command does not take
 */
export function parseArguments(words: readonly string[], name: string, command: Command): Arguments {
  const { options, operands } = command;
  const { values, positionals, tokens } = parsed(words, options);
  const seen = new Set<string>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    check(token, options, name);
    if (seen.has(token.name)) throw new UsageError(`${token.rawName} is given twice; accepted: once`);
    seen.add(token.name);
  }
  if (operands === undefined && positionals.length > 0) {
    throw new UsageError(`${name} takes no operand; given: ${positionals.join(" ")}`);
  }
  const given = Object.entries(options).map(([option, { type }]) => [
    option,
    type === "boolean" ? values[option] === true : values[option],
  ]);
  return { given: Object.fromEntries(given), operands: positionals, help: values.help === true };
}
