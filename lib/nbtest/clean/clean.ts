import { createHash } from "node:crypto";
import { type Edit, edited, memberBehind, withoutMember } from "../notebook/edit";
import { type Member, memberOf, type Span, spansOf } from "../notebook/json-spans";
import type { Notebook } from "../notebook/types";

/** What a clean notebook lacks, and where. */
export interface Stain {
  /** Position among all cells, from 0. */
  readonly cell: number;
  readonly what: "execution count" | "timing" | "missing id" | "id of another cell";
}

const memberNamed = (span: Span | undefined, name: string): Member | undefined =>
  span?.members?.findLast((member) => member.name === name);

const isNull = (text: string, { start, end }: Span): boolean => text.slice(start, end) === "null";

/** Sets the number of a run, of a cell or of one of its results, to null. */
function withoutCount(text: string, span: Span): readonly Edit[] {
  const count = memberOf(span, "execution_count");
  return count === undefined || isNull(text, count) ? [] : [{ ...count, text: "null" }];
}

function withoutTiming(cell: Span): readonly Edit[] {
  const metadata = memberOf(cell, "metadata");
  const execution = memberNamed(metadata, "execution");
  return metadata === undefined || execution === undefined ? [] : [withoutMember(metadata, execution)];
}

/** An id that the same cell gets at the same place of any notebook; another one if that is taken. */
function idFor(source: string, taken: ReadonlySet<string>): string {
  for (let attempt = 0; ; attempt++) {
    const id = createHash("sha256").update(`${attempt}:${source}`).digest("hex").slice(0, 8);
    if (!taken.has(id)) return id;
  }
}

function idEdit(text: string, cell: Span, id: string): Edit {
  const old = memberOf(cell, "id");
  if (old !== undefined) return { ...old, text: JSON.stringify(id) };
  const before = memberNamed(cell, "execution_count") ?? memberNamed(cell, "cell_type") ?? cell.members!.at(-1)!;
  return memberBehind(text, before, "id", JSON.stringify(id));
}

/**
 * The text of a notebook without what changes from run to run: numbers of runs and times of execution; and, from nbformat
 * 4.5 on, with an id of its own for every cell that lacks one. Every byte outside those values stays as it is.
 */
export function clean({ text, cells }: Notebook): { readonly text: string; readonly stains: readonly Stain[] } {
  const root = spansOf(text);
  const minor = memberOf(root, "nbformat_minor");
  const hasIds = minor !== undefined && Number(text.slice(minor.start, minor.end)) >= 5;
  const spans = memberOf(root, "cells")?.elements ?? [];
  const own = cells.flatMap(({ id }) => (id === undefined ? [] : [id]));
  const taken = new Set(own);
  const seen = new Set<string>();
  const [edits, stains]: [Edit[], Stain[]] = [[], []];
  const note = (cell: number, what: Stain["what"], made: readonly Edit[]): void => {
    edits.push(...made);
    if (made.length > 0) stains.push({ cell, what });
  };
  for (const [index, span] of spans.entries()) {
    const results = memberOf(span, "outputs")?.elements ?? [];
    note(
      index,
      "execution count",
      [span, ...results].flatMap((each) => withoutCount(text, each)),
    );
    note(index, "timing", withoutTiming(span));
    if (!hasIds) continue;
    const { id, source } = cells[index]!;
    if (id !== undefined && !seen.has(id)) seen.add(id);
    else {
      const fresh = idFor(source, taken);
      taken.add(fresh);
      note(index, id === undefined ? "missing id" : "id of another cell", [idEdit(text, span, fresh)]);
    }
  }
  return { text: edited(text, edits), stains };
}
