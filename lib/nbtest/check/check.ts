import { notebookSettingsOf } from "../notebook/notebook-settings";
import { readNotebook } from "../notebook/read";
import type { Notebook } from "../notebook/types";
import { type ParsedCell, parsedCells } from "./parsed-cell";
import { placesIn } from "./places";
import type { Finding, Problem } from "./problem";
import { cellRules, fileRules } from "./rules";
import { subjectOf } from "./subject";
import { typeErrors } from "./type-errors";

/** A checked notebook. */
export interface Checked {
  readonly path: string;
  /** In the order of the file. */
  readonly problems: readonly Problem[];
}

interface Examined {
  readonly notebook: Notebook;
  readonly cells: readonly ParsedCell[];
  readonly findings: readonly (Finding & { readonly rule: string })[];
}

const named = (rule: string, findings: readonly Finding[]) => findings.map((finding) => ({ ...finding, rule }));

function examine(notebook: Notebook): Examined {
  const subject = subjectOf(notebook);
  const cells = subject.isTslab ? parsedCells(notebook.cells.filter(({ type }) => type === "code")) : [];
  const findings = [
    ...Object.entries(fileRules).flatMap(([rule, find]) => named(rule, find(subject))),
    ...Object.entries(cellRules).flatMap(([rule, find]) => named(rule, find(cells, notebook.path))),
  ];
  return { notebook, cells, findings };
}

function problemsOf({ notebook, findings }: Examined): readonly Problem[] {
  const { allow } = notebookSettingsOf(notebook);
  const left = findings.filter(({ rule }) => !allow.includes(rule));
  if (left.length === 0) return [];
  const placeOf = placesIn(notebook);
  const numbers = new Map(notebook.cells.filter(({ type }) => type === "code").map(({ index }, i) => [index, i + 1]));
  const problems = left.map(({ rule, message, place }): Problem => {
    const number = place.cell === undefined ? undefined : numbers.get(place.cell);
    return { rule, message, ...placeOf(place), ...(number === undefined ? {} : { cell: number }) };
  });
  return problems.sort((a, b) => a.line - b.line || a.column - b.column);
}

/**
 * Checks notebooks without a kernel: the file's form, what its outputs hold, what its cells import, what tslab does
 * otherwise than TypeScript, and with `types` the types of all cells together.
 *
 * A notebook's metadata may name rules that it is excused from: `"nbtest": { "allow": ["stored-paths"] }`.
 *
 * @throws NotebookError if a file can't be read or is no notebook
 */
export async function check(
  paths: readonly string[],
  { types }: { readonly types: boolean },
): Promise<readonly Checked[]> {
  const examined: Examined[] = [];
  for (const path of paths) examined.push(examine(await readNotebook(path)));
  const typed = types ? examined.filter(({ cells }) => cells.length > 0) : [];
  const errors =
    typed.length === 0 ? [] : typeErrors(typed.map(({ notebook, cells }) => ({ path: notebook.path, cells })));
  return examined.map((each) => {
    const own = errors[typed.indexOf(each)] ?? [];
    return {
      path: each.notebook.path,
      problems: problemsOf({ ...each, findings: [...each.findings, ...named("types", own)] }),
    };
  });
}
