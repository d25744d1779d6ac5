import type * as TypeScript from "typescript";
import { compiler } from "./typescript";

/** How a name is declared at the top of a cell. */
export interface TopName {
  readonly name: string;
  readonly kind: "const" | "let" | "function" | "import" | "type";
  readonly node: TypeScript.Node;
}

function namesOf(binding: TypeScript.BindingName): readonly TypeScript.Identifier[] {
  const ts = compiler();
  if (ts.isIdentifier(binding)) return [binding];
  return binding.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : namesOf(element.name)));
}

function importedNames({ importClause }: TypeScript.ImportDeclaration): readonly TypeScript.Identifier[] {
  const ts = compiler();
  const { name, namedBindings } = importClause ?? {};
  const named =
    namedBindings === undefined ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings] : namedBindings.elements;
  return [...(name === undefined ? [] : [name]), ...named.map((each) => each.name)];
}

/** The names that a statement declares in the scope that it stands in. */
export function declaredBy(statement: TypeScript.Node): readonly TopName[] {
  const ts = compiler();
  const all = (nodes: readonly TypeScript.Identifier[], kind: TopName["kind"]): readonly TopName[] =>
    nodes.map((node) => ({ name: node.text, kind, node }));
  if (ts.isVariableStatement(statement) || ts.isVariableDeclarationList(statement)) {
    const list = ts.isVariableStatement(statement) ? statement.declarationList : statement;
    const kind = list.flags & ts.NodeFlags.Const ? "const" : "let";
    return all(
      list.declarations.flatMap(({ name }) => namesOf(name)),
      kind,
    );
  }
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement))
    return statement.name === undefined ? [] : all([statement.name], "function");
  if (ts.isImportDeclaration(statement)) return all(importedNames(statement), "import");
  if (ts.isImportEqualsDeclaration(statement)) return all([statement.name], "import");
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    return all([statement.name], "type");
  return [];
}

/** The names that a node declares for what is in it: parameters, a block's own names, a loop's variables. */
function declaredIn(node: TypeScript.Node): readonly string[] {
  const ts = compiler();
  if (ts.isFunctionLike(node)) {
    const own = ts.isFunctionExpression(node) && node.name !== undefined ? [node.name.text] : [];
    return [...own, ...node.parameters.flatMap(({ name }) => namesOf(name).map(({ text }) => text))];
  }
  if (ts.isBlock(node) || ts.isModuleBlock(node)) return node.statements.flatMap(declaredBy).map(({ name }) => name);
  if (ts.isCaseBlock(node))
    return node.clauses.flatMap(({ statements }) => statements.flatMap(declaredBy)).map(({ name }) => name);
  if (ts.isCatchClause(node))
    return node.variableDeclaration === undefined ? [] : namesOf(node.variableDeclaration.name).map(({ text }) => text);
  if (ts.isForStatement(node) || ts.isForOfStatement(node) || ts.isForInStatement(node))
    return node.initializer === undefined ? [] : declaredBy(node.initializer).map(({ name }) => name);
  return [];
}

/** Whether an identifier means a name of its cell's top, or of an earlier cell: nothing between declares it. */
export function isTopLevel(identifier: TypeScript.Identifier): boolean {
  for (let node: TypeScript.Node = identifier.parent; node !== undefined; node = node.parent) {
    if (declaredIn(node).includes(identifier.text)) return false;
  }
  return true;
}
