import { dirname, join, resolve } from "node:path";
import type * as TypeScript from "typescript";
import { type JoinedCells, joinedCells } from "./joined-cells";
import type { ParsedCell } from "./parsed-cell";
import type { Finding } from "./problem";
import { type Compiler, compiler } from "./typescript";

/** A notebook whose cells are to be checked. */
export interface Typed {
  readonly path: string;
  readonly cells: readonly ParsedCell[];
}

/** As tslab compiles cells, and strict. */
const optionsOf = (ts: Compiler): TypeScript.CompilerOptions => ({
  ...{ strict: true, noEmit: true, skipLibCheck: true, allowJs: false, esModuleInterop: true, resolveJsonModule: true },
  ...{ target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, lib: ["lib.es2022.d.ts"], types: ["node"] },
  moduleResolution: ts.ModuleResolutionKind.Node10,
});

/** A name that no file has, beside the notebook, from where its imports are looked for. */
const moduleName = (path: string, place: number): string => join(dirname(resolve(path)), `.nbtest-cells-${place}.ts`);

function hostWith(ts: Compiler, options: TypeScript.CompilerOptions, modules: ReadonlyMap<string, JoinedCells>) {
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (name) => modules.has(name) || fileExists(name);
  host.readFile = (name) => modules.get(name)?.text ?? readFile(name);
  host.getSourceFile = (name, languageVersion, ...more) => {
    const module = modules.get(name);
    return module === undefined
      ? getSourceFile(name, languageVersion, ...more)
      : ts.createSourceFile(name, module.text, languageVersion, true);
  };
  return host;
}

/**
 * The type errors of notebooks: all cells of each together, strictly, by the kernel's own TypeScript, which is less
 * strict itself.
 */
export function typeErrors(notebooks: readonly Typed[]): readonly (readonly Finding[])[] {
  const ts = compiler();
  const options = optionsOf(ts);
  const names = notebooks.map(({ path }, place) => moduleName(path, place).replaceAll("\\", "/"));
  const modules = new Map(names.map((name, place) => [name, joinedCells(notebooks[place]!.cells)]));
  const program = ts.createProgram({ rootNames: names, options, host: hostWith(ts, options, modules) });
  return names.map((name) => {
    const { placeOf } = modules.get(name)!;
    const source = program.getSourceFile(name);
    return program.getSemanticDiagnostics(source).map(({ start = 0, messageText, code }) => ({
      place: placeOf(start),
      message: `${ts.flattenDiagnosticMessageText(messageText, " ")} (TS${code})`,
    }));
  });
}
