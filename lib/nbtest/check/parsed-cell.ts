import type * as TypeScript from "typescript";
import type { Cell } from "../notebook/types";
import type { Finding } from "./problem";
import { compiler } from "./typescript";

/** A code cell, parsed by the kernel's own TypeScript. */
export interface ParsedCell {
  readonly cell: Cell;
  readonly tree: TypeScript.SourceFile;
}

/** Parses code cells. */
export function parsedCells(cells: readonly Cell[]): readonly ParsedCell[] {
  const { createSourceFile, ScriptTarget } = compiler();
  return cells.map((cell) => ({ cell, tree: createSourceFile("cell.ts", cell.source, ScriptTarget.ES2022, true) }));
}

/** A node and all nodes in it. */
export function* nodesIn(node: TypeScript.Node): Generator<TypeScript.Node> {
  yield node;
  const children: TypeScript.Node[] = [];
  compiler().forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesIn(child);
}

/** What was found at a node of a cell. */
export const found = ({ cell, tree }: ParsedCell, node: TypeScript.Node, message: string): Finding => ({
  place: { cell: cell.index, offset: node.getStart(tree) },
  message,
});
