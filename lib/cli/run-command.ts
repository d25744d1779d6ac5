import { UsageError } from "../nbtest/cli/usage-error";
import { version } from "../nbtest/cli/version";
import { nearest } from "../nbtest/words/nearest";
import { parseArguments } from "./arguments";
import type { Context } from "./command";
import { type CommandEntry, commands } from "./commands";
import { CuredError } from "./cured-error";
import { exitCode } from "./exit-code";
import { helpOf, overview } from "./help";

function entryOf(name: string, known: readonly CommandEntry[]): CommandEntry {
  const entry = known.find((each) => each.name === name);
  if (entry !== undefined) return entry;
  const kind = name.startsWith("-") ? "option" : "command";
  const names = kind === "option" ? ["--help", "--version"] : known.map((each) => each.name);
  const meant = nearest(name, names);
  const hint = meant === undefined ? "" : `; did you mean ${meant}?`;
  throw new UsageError(`unknown ${kind} ${name}${hint} (dark-knowledge --help lists all)`);
}

async function dispatch(words: readonly string[], context: Context, known: readonly CommandEntry[]): Promise<number> {
  const { print, complain } = context.terminal;
  const [word, named] = words;
  const [first, ...rest] = word === "help" && named !== undefined ? [named, "--help"] : words;
  if (first === undefined) {
    complain(overview(known));
    return exitCode.usage;
  }
  if (["--help", "-h", "help", "--version"].includes(first)) {
    print(first === "--version" ? version() : overview(known));
    return exitCode.ok;
  }
  const { name, load } = entryOf(first, known);
  const found = await load();
  const { given, operands, help } = parseArguments(rest, name, found);
  if (!help) return found.run(given, context, operands);
  print(helpOf(name, found));
  return exitCode.ok;
}

/** Runs the command that words name and returns its exit code; never throws. */
export async function runCommand(
  words: readonly string[],
  context: Context,
  known: readonly CommandEntry[] = commands,
): Promise<number> {
  const { terminal, signal } = context;
  const who = ["dark-knowledge", ...words.slice(0, 1).filter((word) => known.some(({ name }) => name === word))];
  try {
    return await dispatch(words, context, known);
  } catch (error) {
    if (signal.aborted) {
      terminal.complain("interrupted");
      return exitCode.interrupted;
    }
    const said = error instanceof UsageError || error instanceof CuredError;
    const text = error instanceof Error ? (said ? error.message : (error.stack ?? error.message)) : String(error);
    terminal.complain(`${who.join(" ")}: ${said ? "" : "internal error: "}${text}`);
    if (error instanceof CuredError) for (const line of error.cure) terminal.complain(`  → ${line}`);
    if (error instanceof UsageError) return exitCode.usage;
    return error instanceof CuredError ? exitCode.failed : exitCode.internal;
  }
}
