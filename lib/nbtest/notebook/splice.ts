import { type Edit, edited, indentAt, memberBehind } from "./edit";
import { formatOutput, formatOutputs, formatSource } from "./format";
import { memberOf, type Span, spansOf } from "./json-spans";
import type { Output } from "./types";

/** What is to change in one cell. */
export interface CellChange {
  /** Position among all cells, from 0. */
  readonly index: number;
  /** All its outputs; `execution_count` becomes null. */
  readonly outputs?: readonly Output[];
  /** Some of its outputs, by their place; the rest, and `execution_count`, stay. */
  readonly outputAt?: ReadonlyMap<number, Output>;
  readonly source?: string;
}

const sameJson = (text: string, span: Span, value: unknown): boolean =>
  JSON.stringify(JSON.parse(text.slice(span.start, span.end))) === JSON.stringify(value);

/** Puts a member's new value in place of the old one, or a new member behind the last one. */
function memberEdit(text: string, cell: Span, name: string, format: (indent: string | undefined) => string): Edit[] {
  const members = cell.members ?? [];
  const old = members.findLast((member) => member.name === name);
  const indent = indentAt(text, (old ?? members[0])?.start ?? 0);
  const value = format(indent);
  if (old === undefined) {
    const last = members.at(-1);
    return last === undefined ? [] : [memberBehind(text, last, name, value)];
  }
  if (sameJson(text, old.value, JSON.parse(value))) return [];
  return [{ start: old.value.start, end: old.value.end, text: value }];
}

/** Puts an output in place of another one. */
function outputEdit(text: string, cell: Span, place: number, output: Output): Edit {
  const old = memberOf(cell, "outputs")?.elements?.[place];
  if (old === undefined) throw new RangeError(`notebook: a cell has no output ${place}`);
  return { start: old.start, end: old.end, text: formatOutput(output, indentAt(text, old.start)) };
}

function editsOf(text: string, cells: readonly Span[], change: CellChange): Edit[] {
  const cell = cells[change.index];
  if (cell === undefined) throw new RangeError(`notebook: no cell ${change.index}; it has ${cells.length}`);
  const { outputs, outputAt = new Map<number, Output>(), source } = change;
  return [
    ...[...outputAt].map(([place, output]) => outputEdit(text, cell, place, output)),
    ...(outputs === undefined
      ? []
      : [
          ...memberEdit(text, cell, "execution_count", () => "null"),
          ...memberEdit(text, cell, "outputs", (indent) => formatOutputs(outputs, indent)),
        ]),
    ...(source === undefined ? [] : memberEdit(text, cell, "source", (indent) => formatSource(source, indent))),
  ];
}

/**
 * The text of a notebook with other outputs (and `execution_count` null) or another source in some cells. Every byte
 * outside those values stays as it is, and so does a value that means the same already.
 *
 * @throws RangeError if a change names a cell or an output that the notebook lacks.
 */
export function splice(text: string, changes: readonly CellChange[]): string {
  const cells = memberOf(spansOf(text), "cells")?.elements ?? [];
  return edited(
    text,
    changes.flatMap((change) => editsOf(text, cells, change)),
  );
}
