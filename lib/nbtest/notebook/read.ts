import { readFile } from "node:fs/promises";
import { isRecord, textOf } from "../wire/message";
import { NotebookError } from "./notebook-error";
import type { Cell, Notebook } from "./types";

const joined = (value: unknown): string | undefined => {
  if (typeof value === "string") return value;
  return Array.isArray(value) && value.every((line) => typeof line === "string") ? value.join("") : undefined;
};

function readCell(value: unknown, index: number, path: string): Cell {
  const source = isRecord(value) ? joined(value.source) : undefined;
  const type = isRecord(value) ? value.cell_type : undefined;
  if (!isRecord(value) || source === undefined || (type !== "code" && type !== "markdown" && type !== "raw"))
    throw new NotebookError(
      `${path}: cell ${index + 1} of the file: needs a "cell_type" of code, markdown or raw and a "source"`,
    );
  const tags = isRecord(value.metadata) && Array.isArray(value.metadata.tags) ? value.metadata.tags : [];
  const id = typeof value.id === "string" ? { id: value.id } : {};
  return { index, ...id, type, source, tags: tags.filter((tag): tag is string => typeof tag === "string") };
}

/**
 * Reads the text of a notebook.
 *
 * @throws NotebookError if it is not JSON, no notebook, or older than nbformat 4.
 */
export function parseNotebook(text: string, path: string): Notebook {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new NotebookError(`${path}: not JSON: ${(error as Error).message}`);
  }
  if (!isRecord(value) || typeof value.nbformat !== "number")
    throw new NotebookError(`${path}: JSON, but not a notebook: it has no "nbformat"`);
  if (value.nbformat < 4)
    throw new NotebookError(
      `${path}: nbformat ${value.nbformat}; accepted: 4 or newer (\`jupyter nbconvert --to notebook\` upgrades)`,
    );
  if (!Array.isArray(value.cells)) throw new NotebookError(`${path}: JSON, but not a notebook: it has no list "cells"`);
  const cells = value.cells.map((cell, index) => readCell(cell, index, path));
  return { path, text, metadata: isRecord(value.metadata) ? value.metadata : {}, cells };
}

/**
 * Reads a notebook file.
 *
 * @throws NotebookError if it cannot be read, is not UTF-8, or is no notebook of nbformat 4.
 */
export async function readNotebook(path: string): Promise<Notebook> {
  const bytes = await readFile(path).catch((error: Error) => {
    throw new NotebookError(`${path}: cannot be read: ${error.message}`);
  });
  const text = bytes.toString("utf8");
  if (!Buffer.from(text, "utf8").equals(bytes)) throw new NotebookError(`${path}: not UTF-8`);
  return parseNotebook(text, path);
}

/** Names of the kernel and the language that a notebook's metadata gives. */
export function kernelWishOf({ metadata }: Notebook): { readonly name?: string; readonly language?: string } {
  const spec = isRecord(metadata.kernelspec) ? metadata.kernelspec : {};
  const info = isRecord(metadata.language_info) ? metadata.language_info : {};
  const name = textOf(spec.name);
  const language = textOf(spec.language) || textOf(info.name);
  return { ...(name === "" ? {} : { name }), ...(language === "" ? {} : { language }) };
}
