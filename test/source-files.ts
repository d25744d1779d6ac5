import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** The top of the repository. */
export const root = path.join(__dirname, "..");

/** An import, an export from elsewhere, or a `require`. */
export interface Import {
  readonly from: string;
  /** Whether it is gone when the program runs. */
  readonly isType: boolean;
}

/** A file of TypeScript, read and parsed. */
export interface SourceFile {
  /** path from the top of the repository, with "/" */
  readonly file: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

/** The TypeScript files under a folder, by name. */
export const sourcesIn = (folder: string): readonly SourceFile[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.[cm]?ts$/.test(name))
    .sort()
    .map((name) => {
      const file = path.join(folder, name).replaceAll(path.sep, "/");
      const text = readFileSync(path.join(root, file), "utf8");
      return { file: file, text: text, tree: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true) };
    });

/** All nodes below a node. */
export const nodesOf = (node: ts.Node): readonly ts.Node[] => {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child, ...nodesOf(child)));
  return children;
};

const isTypeClause = (clause: ts.ImportClause | undefined): boolean => {
  const names = clause?.namedBindings;
  if (clause === undefined || clause.isTypeOnly) return clause !== undefined;
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.every((name) => name.isTypeOnly)
  );
};

const textOf = (node: ts.Node | undefined): string =>
  node !== undefined && ts.isStringLiteralLike(node) ? node.text : "";

const importOf = (node: ts.Node): Import | undefined => {
  if (ts.isImportDeclaration(node))
    return { from: textOf(node.moduleSpecifier), isType: isTypeClause(node.importClause) };
  if (ts.isExportDeclaration(node)) return { from: textOf(node.moduleSpecifier), isType: node.isTypeOnly };
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
    return { from: textOf(node.argument.literal), isType: true };
  if (ts.isExternalModuleReference(node)) return { from: textOf(node.expression), isType: false };
  if (!ts.isCallExpression(node)) return undefined;
  const isImport =
    node.expression.kind === ts.SyntaxKind.ImportKeyword || /^require(?:\.resolve)?$/.test(node.expression.getText());
  return isImport ? { from: textOf(node.arguments[0]), isType: false } : undefined;
};

/** All that a file imports. */
export const importsOf = ({ tree }: SourceFile): readonly Import[] =>
  nodesOf(tree).flatMap((node) => importOf(node) ?? []);

/** The files of `sources` that break a rule, with what breaks it. */
export const breaches = (
  sources: readonly SourceFile[],
  find: (source: SourceFile) => readonly string[],
): readonly string[] => sources.flatMap((source) => find(source).map((breach) => `${source.file}: ${breach}`));
