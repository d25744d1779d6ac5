import { kernelWishOf } from "../notebook/read";
import type { Cell, Notebook } from "../notebook/types";
import { isRecord, type JsonRecord } from "../wire/message";

/** A notebook as rules see it. */
export interface Subject {
  readonly notebook: Notebook;
  /** The file's JSON. */
  readonly json: JsonRecord;
  readonly isTslab: boolean;
}

/** tslab's notebooks say so by the kernel's name, or by the language where no kernel is named. */
function runsOnTslab(notebook: Notebook): boolean {
  const { name, language } = kernelWishOf(notebook);
  return name === undefined ? language === "typescript" : /^[tj]slab$/.test(name);
}

/** Makes a notebook ready for the rules. */
export const subjectOf = (notebook: Notebook): Subject => ({
  notebook,
  json: JSON.parse(notebook.text) as JsonRecord,
  isTslab: runsOnTslab(notebook),
});

/** The stored outputs of a cell, whatever they are. */
export function outputsOf({ json }: Subject, { index }: Cell): readonly JsonRecord[] {
  const cell = Array.isArray(json.cells) ? json.cells[index] : undefined;
  return isRecord(cell) && Array.isArray(cell.outputs) ? cell.outputs.filter(isRecord) : [];
}
