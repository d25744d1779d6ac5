import { found, type ParsedCell } from "../parsed-cell";
import type { Finding } from "../problem";
import { compiler } from "../typescript";

/** A cell exports nothing: in tslab that is an error. */
export function noExports(cells: readonly ParsedCell[]): readonly Finding[] {
  const ts = compiler();
  return cells.flatMap((parsed) =>
    parsed.tree.statements.flatMap((statement): readonly Finding[] => {
      const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
      const isExport = ts.isExportDeclaration(statement) || ts.isExportAssignment(statement);
      if (!isExport && !modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
      return [
        found(
          parsed,
          statement,
          "export is an error in tslab; what a cell declares is there in later cells without it",
        ),
      ];
    }),
  );
}
