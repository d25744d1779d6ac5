import { stripVTControlCharacters } from "node:util";
import type { Diagnostic, KernelError, KernelProfile } from "../profile";

const diagnosticLine = /^(?:(\S+) )?(\d+):(\d+) - (.*)$/;
const lateLine = /^(?:UncaughtException|UnhandledPromiseRejection): ?([\s\S]*)$/m;
const errorLine = /^(?:Uncaught )?(\w*(?:Error|Exception)\b[^:\n]*)(?:: (.*))?$/m;
const ownFrame = /node:internal|node:vm|[\\/]tslab[\\/]dist[\\/]|__tslab__/;

const diagnosticOf = (line: string): Diagnostic | undefined => {
  const match = diagnosticLine.exec(line);
  if (match === null) return undefined;
  const [, file, row, column, message] = match;
  return {
    line: Number(row),
    column: Number(column),
    message: message ?? "",
    ...(file === undefined ? {} : { file }),
  };
};

/** tslab prints one diagnostic per call; a message of several lines goes on without a place in front. */
const diagnosticsOf = (stderr: readonly string[]): readonly Diagnostic[] | undefined => {
  const found: Diagnostic[] = [];
  for (const piece of stderr) {
    const diagnostic = diagnosticOf(piece.split("\n")[0] ?? "");
    if (diagnostic === undefined) return undefined;
    found.push(diagnostic);
  }
  return found.length === 0 ? undefined : found;
};

const typeScriptError = (diagnostics: readonly Diagnostic[]): KernelError => ({
  name: "TypeScriptError",
  message: diagnostics[0]?.message ?? "",
  stack: [],
  diagnostics,
});

/** The place in the cell of the transpiled line that node prints above an error, when exactly one line can be meant. */
function placeOf(printed: string, code: string, message: string): readonly Diagnostic[] {
  const lines = printed.split("\n");
  const at = lines.findIndex((line) => /^evalmachine\.<anonymous>:\d+$/.test(line));
  const bare = (text: string): string => text.replace(/\bexports\.(?:tsLastExpr = )?/g, "").replace(/[\s;]+/g, "");
  const wanted = at < 0 ? "" : bare(lines[at + 1] ?? "");
  const hits = code.split("\n").flatMap((line, row) => (wanted !== "" && bare(line) === wanted ? [row] : []));
  const [row] = hits;
  if (row === undefined || hits.length > 1) return [];
  return [{ line: row + 1, column: 1 + (code.split("\n")[row]?.search(/\S/) ?? 0), message }];
}

function runtimeError(printed: string, code: string): KernelError {
  const text = stripVTControlCharacters(printed).trimEnd();
  const match = errorLine.exec(text);
  const isFrame = (line: string): boolean => /^\s+at /.test(line);
  const stack = text.split("\n").filter((line) => isFrame(line) && !ownFrame.test(line));
  // What is thrown need not be an error: then all that is printed is the message.
  const name = match?.[1]?.trim() ?? "Error";
  const message =
    match === null
      ? text
          .split("\n")
          .filter((line) => !isFrame(line))
          .join("\n")
      : (match[2] ?? "");
  return { name, message, stack: stack.map((line) => line.trim()), diagnostics: placeOf(text, code, message) };
}

const leadingComments = /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/;
const comment = /\/\/.*|\/\*[\s\S]*?\*\//g;

/** Whether a tag stands where tslab looks for it: in any doc comment above the code. */
const hasTag = (code: string, tag: string): boolean =>
  (leadingComments.exec(code)?.[0].match(comment) ?? []).some(
    (one) => one.startsWith("/**") && new RegExp(`@${tag}\\b`).test(one),
  );

const isModule = (code: string): boolean => hasTag(code, "module");

/** A piece of stderr without colours, and without the indent that an open `console.group` gives to each line. */
function bare(piece: string): string {
  const text = stripVTControlCharacters(piece);
  const indent = /^ */.exec(text)?.[0] ?? "";
  return text.slice(indent.length).replaceAll(`\n${indent}`, "\n");
}

/**
 * tslab 1.0.22. It sends no `error` message: diagnostics of TypeScript come on stderr, one piece each, as
 * `line:column - message`; a runtime error is the last piece. What fails after the reply, in a timer or a promise that
 * nobody awaits, only prints a line. Diagnostics of a `@module` cell come with the reply "ok". A `@browser` cell is not
 * even looked at, and the reply is "ok".
 */
export const tslabProfile: KernelProfile = {
  name: "tslab",
  isBlank: (code) => code.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "").trim() === "" && !isModule(code),
  refusalOf: (code) =>
    hasTag(code, "browser") ? "a @browser cell, to which tslab answers without running it" : undefined,
  errorFrom(stderr, code) {
    const pieces = stderr.map(bare);
    const last = pieces.at(-1);
    if (last === undefined) return undefined;
    const firstOfRun = pieces.findLastIndex((piece) => !diagnosticLine.test(piece.split("\n")[0] ?? "")) + 1;
    const diagnostics = diagnosticsOf(pieces.slice(firstOfRun));
    const error = diagnostics === undefined ? runtimeError(last, code) : typeScriptError(diagnostics);
    return { ...error, stderrMessages: diagnostics?.length ?? 1 };
  },
  lateErrorFrom(stderr, code) {
    const text = bare(stderr);
    const late = lateLine.exec(text);
    if (late !== null) return runtimeError(late[1] ?? "", code);
    const diagnostics = isModule(code) ? diagnosticsOf([text]) : undefined;
    return diagnostics === undefined ? undefined : typeScriptError(diagnostics);
  },
};

/** tslab that is started by a kernelspec of its own, without the repair of {@link ../tslab-program}. */
export const unmendedTslabProfile: KernelProfile = { ...tslabProfile, losesFrom: 500 };
