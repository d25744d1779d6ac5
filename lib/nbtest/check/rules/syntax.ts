import type * as TypeScript from "typescript";
import type { ParsedCell } from "../parsed-cell";
import type { Finding } from "../problem";
import { compiler } from "../typescript";

/** The kernel's TypeScript can parse every cell: newer syntax is an error there. */
export const syntax = (cells: readonly ParsedCell[]): readonly Finding[] =>
  cells.flatMap(({ cell, tree }) => {
    const { parseDiagnostics } = tree as unknown as {
      readonly parseDiagnostics: readonly TypeScript.DiagnosticWithLocation[];
    };
    return parseDiagnostics.slice(0, 1).map(({ start, messageText }) => ({
      place: { cell: cell.index, offset: start },
      message: `${compiler().flattenDiagnosticMessageText(messageText, " ")} (TypeScript ${compiler().version}, the kernel's)`,
    }));
  });
