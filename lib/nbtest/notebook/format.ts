import type { JsonRecord } from "../wire/message";
import type { MimeBundle, Output } from "./types";

const isJsonType = (type: string): boolean => type === "application/json" || type.endsWith("+json");
const isTextType = (type: string): boolean =>
  type.startsWith("text/") || type === "application/javascript" || type === "image/svg+xml";

/** A text as nbformat stores it: a list of lines that keep their line ends. */
const linesOf = (text: string): readonly string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

const bundle = (data: MimeBundle): JsonRecord =>
  Object.fromEntries(
    Object.entries(data)
      .sort(byName)
      .map(([type, value]) => [
        type,
        typeof value === "string" && isTextType(type) && !isJsonType(type) ? linesOf(value) : value,
      ]),
  );

/** An output with its fields in nbformat's order, which is the alphabet's. */
function stored(output: Output): JsonRecord {
  switch (output.output_type) {
    case "stream":
      return { name: output.name, output_type: "stream", text: linesOf(output.text) };
    case "error":
      return { ename: output.ename, evalue: output.evalue, output_type: "error", traceback: output.traceback };
    case "display_data":
      return { data: bundle(output.data), metadata: output.metadata, output_type: "display_data" };
    case "execute_result":
      return {
        data: bundle(output.data),
        execution_count: null,
        metadata: output.metadata,
        output_type: "execute_result",
      };
  }
}

/**
 * JSON as it goes into a notebook's text.
 *
 * @param indent - white space before the line that it begins on; without it, all goes on one line.
 * @param depth - how many levels deep that line is.
 */
function format(value: unknown, indent: string | undefined, depth = 3): string {
  if (indent === undefined) return JSON.stringify(value);
  const unit = indent.slice(0, Math.max(1, Math.round(indent.length / depth))) || " ";
  return JSON.stringify(value, null, unit).replaceAll("\n", `\n${indent}`);
}

/** The value of a cell's `outputs`. */
export const formatOutputs = (outputs: readonly Output[], indent: string | undefined): string =>
  format(outputs.map(stored), indent);

/** One of a cell's outputs. */
export const formatOutput = (output: Output, indent: string | undefined): string => format(stored(output), indent, 4);

/** The value of a cell's `source`. */
export const formatSource = (source: string, indent: string | undefined): string => format(linesOf(source), indent);
