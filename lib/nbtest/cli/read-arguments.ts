import { availableParallelism } from "node:os";
import type { Arguments } from "./arguments";
import { type Config, readConfig } from "./config";
import type { Option } from "./option";
import { reportingOptions } from "./reporting-options";
import { runningOptions } from "./running-options";
import { countIn, pairsIn, rulesIn, shardIn, timeIn } from "./settings";
import { UsageError } from "./usage-error";
import { optional, type Values, valuesOf } from "./values";
import { splitWords, type Words } from "./words";

/** Options of running notebooks, in the order of the help. */
export const optionGroups = [...runningOptions, ...reportingOptions];
const options: readonly Option[] = optionGroups.flatMap((group) => group.options);

/** Options that answer a question instead of running notebooks. */
export type Question = "--help" | "--version";
const questions: readonly Question[] = ["--help", "--version"];

const check = (args: Arguments): Arguments => {
  const isPart = args.cells.length > 0 || args.until !== undefined;
  const hasValues =
    args.size !== undefined || args.parameterFile !== undefined || Object.keys(args.parameters).length > 0;
  const refuse = (one: string, other: string, why: string): never => {
    throw new UsageError(`${one} does not go with ${other}: ${why}`);
  };
  if (args.html && args.output === undefined) throw new UsageError("--html needs --output FOLDER to write the page to");
  if (args.write && args.update) refuse("--write", "--update", "one stores all outputs, the other those that differ");
  for (const name of ["write", "update", "compare"] as const) {
    if (args[name] && hasValues)
      refuse(`--${name}`, "--size, -p or --parameter-file", "stored outputs are those of the notebook as it stands");
    if (args[name] && isPart && name !== "compare")
      refuse(`--${name}`, "--cell or --until", "a part of a notebook may end otherwise than the whole");
  }
  return args;
};

const argumentsOf = (words: Words, config: Config, values: Values): Arguments => ({
  paths: [words.paths, config.paths].find((paths) => paths.length > 0) ?? ["."],
  exclude: values.all("--exclude"),
  allowEmpty: values.has("--allow-empty"),
  ...optional("shard", shardIn(values)),
  ...optional("cacheFolder", values.one("--cache-folder")),
  ...optional("times", values.one("--times")),
  ...optional("kernel", values.one("--kernel")),
  cells: values.all("--cell"),
  ...optional("until", values.one("--until")),
  ...optional("size", values.one("--size")),
  ...optional("parameterFile", values.one("--parameter-file")),
  parameters: pairsIn(values, "--parameter"),
  env: pairsIn(values, "--env"),
  ...optional("cwd", values.one("--cwd")),
  timeoutMs: timeIn(values, "--timeout") ?? 1_800_000,
  ...optional("notebookTimeoutMs", timeIn(values, "--notebook-timeout")),
  startTimeoutMs: timeIn(values, "--start-timeout") ?? 60_000,
  parallel: countIn(values, "--parallel", 1) ?? availableParallelism(),
  retries: countIn(values, "--retries", 0) ?? 0,
  verbose: values.has("--verbose"),
  compare: values.has("--compare") || values.has("--update"),
  update: values.has("--update"),
  rules: rulesIn(values, config),
  ...optional("output", values.one("--output")),
  html: values.has("--html"),
  write: values.has("--write"),
});

/**
 * Reads the command line and the config file.
 *
 * @param words - without node and the program.
 * @throws UsageError for an unknown option or key (with the nearest known one), a missing or wrong value, or options that do not go together.
 */
export async function readArguments(words: readonly string[]): Promise<Arguments | Question> {
  const split = splitWords(words, options);
  const question = questions.find((name) => split.given.has(name));
  if (question !== undefined) return question;
  const config = await readConfig(split.given.get("--config")?.[0], options);
  return check(argumentsOf(split, config, valuesOf(split, config.given)));
}
