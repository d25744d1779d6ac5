import type { Sink } from "../report/screen";
import { exitCode } from "./exit-code";
import { findNotebooks } from "./find-notebooks";
import { explained } from "./help";
import type { Option } from "./option";
import type { Subcommand } from "./subcommand";
import { optional, valuesOf } from "./values";
import { splitWords } from "./words";

const common: readonly Option[] = [
  { name: "--exclude", value: "GLOB", repeats: true, help: "pass over the notebooks whose path matches" },
  { name: "--allow-empty", help: "end with 0, not 3, when there are no notebooks" },
  { name: "--help", short: "-h", help: "show this text" },
];

const helpOf = ({ name, about, options }: Subcommand): string =>
  `${about}\n\nusage: nbtest ${name} [options] [paths…]\n\n${[...options, ...common].map(explained).join("\n")}\n`;

/**
 * Runs a command on the notebooks that its words name, or on those of this folder.
 * @param words - those behind the command's name.
 * @throws UsageError or NotebookError
 */
export async function runSubcommand(command: Subcommand, words: readonly string[], sink: Sink): Promise<number> {
  const split = splitWords(words, [...command.options, ...common]);
  const values = valuesOf(split, new Map());
  if (values.has("--help")) {
    sink.write(helpOf(command));
    return exitCode.ok;
  }
  const places = split.paths.length === 0 ? ["."] : split.paths;
  const without = { ...optional("output", values.one("--output")), exclude: values.all("--exclude") };
  const paths = await findNotebooks(places, without);
  if (paths.length > 0) return command.run(paths, values, sink);
  sink.write(`no notebooks found in ${places.join(", ")}\n`);
  return values.has("--allow-empty") ? exitCode.ok : exitCode.noNotebooks;
}
