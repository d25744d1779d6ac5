import { found, nodesIn, type ParsedCell } from "../parsed-cell";
import type { Finding } from "../problem";
import { compiler } from "../typescript";
import { usesOf } from "../uses";

/** Names of files and modules that a cell, which is neither, does not have. */
export function missingNames(cells: readonly ParsedCell[]): readonly Finding[] {
  const ts = compiler();
  return cells.flatMap((parsed) => {
    const names = ["__dirname", "__filename"].flatMap((name) =>
      usesOf(parsed, name).map((node) =>
        found(parsed, node, `${name} is not there in a cell; process.cwd() is the notebook's folder`),
      ),
    );
    const metas = [...nodesIn(parsed.tree)]
      .filter((node) => ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword)
      .map((node) => found(parsed, node, "import.meta is not there in a cell; process.cwd() is the notebook's folder"));
    return [...names, ...metas];
  });
}
