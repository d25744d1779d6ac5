import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { compileFunction } from "node:vm";

/**
 * A loader for the CommonJS files of a package and what they require by relative paths, which gives them `given`
 * wherever they require a key of that. So kernels that ask for "@tensorflow/tfjs" get the instance of this process,
 * whatever is installed beside them: two copies fight over kernels.
 * @param folder the package's
 * @param name what the package is called in stack traces
 */
export function moduleLoader(
  folder: string,
  name: string,
  given: Readonly<Record<string, unknown>>,
): (file: string) => unknown {
  const modules = new Map<string, { exports: unknown }>();
  const load = (file: string): unknown => {
    const known = modules.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} };
    modules.set(file, module);
    const outer = createRequire(file);
    const inner = (request: string): unknown => {
      if (request in given) return given[request];
      return request.startsWith(".") ? load(outer.resolve(request)) : outer(request);
    };
    const filename = path.join(path.sep, name, path.relative(folder, file));
    const run = compileFunction(readFileSync(file, "utf8"), ["exports", "require", "module"], { filename });
    run(module.exports, inner, module);
    return module.exports;
  };
  return (file) => load(path.join(folder, file));
}
