import { builtinModules, createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import type * as TypeScript from "typescript";
import { found, nodesIn, type ParsedCell } from "../parsed-cell";
import type { Finding } from "../problem";
import { compiler } from "../typescript";

/** The text that a node imports by: of an import, an import type, `import()` or `require()`. */
function specifierOf(node: TypeScript.Node): TypeScript.StringLiteralLike | undefined {
  const ts = compiler();
  const text = (value: TypeScript.Node | undefined) =>
    value !== undefined && ts.isStringLiteralLike(value) ? value : undefined;
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return text(node.moduleSpecifier);
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
    return text(node.moduleReference.expression);
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return text(node.argument.literal);
  if (!ts.isCallExpression(node)) return undefined;
  const { expression } = node;
  const imports =
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === "require");
  return imports ? text(node.arguments[0]) : undefined;
}

const canRun = (name: string, folder: string): boolean => {
  try {
    createRequire(join(folder, "cell.js")).resolve(name);
    return true;
  } catch {
    return false;
  }
};

/** What keeps tslab from importing a module, if something does. */
function problemOf(name: string, folder: string): string | undefined {
  const ts = compiler();
  if (builtinModules.includes(name.replace(/^node:/, ""))) return undefined;
  if (name === "tslab") return undefined;
  if (/\.[mc]?tsx?$/.test(name)) return "tslab refuses an import that ends in .ts; the name without it is accepted";
  if (/^\.\.(?:\/|$)/.test(name))
    return "tslab imports nothing from outside the notebook's folder; a package's name is accepted";
  const options = { moduleResolution: ts.ModuleResolutionKind.Node10, allowJs: true };
  const { resolvedModule } = ts.resolveModuleName(name, join(folder, "cell.ts"), options, ts.sys);
  if (name.startsWith(".")) return resolvedModule === undefined ? "no such file beside the notebook" : undefined;
  if (canRun(name, folder)) {
    if (resolvedModule !== undefined || name.split("/").length <= (name.startsWith("@") ? 2 : 1)) return undefined;
    return "its types can't be found: tslab looks for the file itself, not in the package's exports";
  }
  const [scope, rest] = name.split("/");
  const owner = name.startsWith("@") ? `${scope}/${rest}` : scope;
  return `it can't be found from the notebook's folder; npm install ${owner}`;
}

/** Everything that cells import can be found as tslab looks for it: files by Node's old rules, exports maps aside. */
export function imports(cells: readonly ParsedCell[], path: string): readonly Finding[] {
  const folder = dirname(resolve(path));
  const known = new Map<string, string | undefined>();
  return cells.flatMap((parsed) =>
    [...nodesIn(parsed.tree)].flatMap((node): readonly Finding[] => {
      const specifier = specifierOf(node);
      if (specifier === undefined) return [];
      const { text } = specifier;
      if (!known.has(text)) known.set(text, problemOf(text, folder));
      const problem = known.get(text);
      return problem === undefined ? [] : [found(parsed, specifier, `${JSON.stringify(text)}: ${problem}`)];
    }),
  );
}
