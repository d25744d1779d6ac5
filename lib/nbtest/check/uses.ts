import type * as TypeScript from "typescript";
import { nodesIn, type ParsedCell } from "./parsed-cell";
import { isTopLevel } from "./scopes";
import { compiler } from "./typescript";

/** Whether an identifier stands for a value: it is no property's, declaration's or label's name. */
function isValue(node: TypeScript.Identifier): boolean {
  const ts = compiler();
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (
    ts.isPropertyAssignment(parent) ||
    ts.isVariableDeclaration(parent) ||
    ts.isParameter(parent) ||
    ts.isBindingElement(parent)
  )
    return parent.initializer === node;
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isTypeReferenceNode(parent)) return false;
  return !(
    ts.isMethodDeclaration(parent) ||
    ts.isPropertySignature(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isLabeledStatement(parent)
  );
}

/** The places in a cell that use a name which is declared at the top of this or an earlier cell. */
export const usesOf = ({ tree }: ParsedCell, name: string): readonly TypeScript.Identifier[] =>
  [...nodesIn(tree)].filter(
    (node): node is TypeScript.Identifier =>
      compiler().isIdentifier(node) && node.text === name && isValue(node) && isTopLevel(node),
  );
