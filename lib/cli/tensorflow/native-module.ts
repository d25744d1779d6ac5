import { cp, mkdir } from "node:fs/promises";
import path from "node:path";
import { lastLines, runChild } from "../child";
import type { Context } from "../command";
import { CuredError } from "../cured-error";
import { type Compiler, CXX_FLAGS } from "./compiler";

/** The libraries that the native module is linked against, in the wheel's folder. */
export const LIBRARIES = ["libtensorflow_cc.so.2", "libtensorflow_framework.so.2"];

const sources = ["package/binding/tfjs_backend.cc", "package/binding/tfjs_binding.cc"];
const includes = (headers: string) => ["-I", "node-headers/include", "-I", headers, "-I", "package"];

/** The files that a compiler's rule for make names: `target: a.cc a.h \`. */
const namesIn = (rule: string): readonly string[] => rule.split(/[\s\\]+/).filter((name) => name !== "");

/**
 * Compiles the native module of @tensorflow/tfjs-node in a folder that is laid out as an installation, and leaves there
 * only those of TensorFlow's headers that it includes. It finds the libraries from its own place, so the folder can be
 * renamed.
 * @param headers the folder with all of TensorFlow's headers, from `folder`
 * @throws CuredError if it does not compile
 */
export async function compileNativeModule(
  folder: string,
  headers: string,
  compiler: Compiler,
  { environment, signal }: Context,
): Promise<void> {
  // Paths from `folder`: its own may hold spaces, which make's rules escape.
  const compile = async (words: readonly string[]): Promise<string> => {
    const ended = await runChild(compiler.program, words, { environment, signal, folder });
    if (ended?.code === 0) return ended.output;
    throw new CuredError(`${compiler.program} can't compile the native module:\n${lastLines(ended?.all ?? "", 20)}`, [
      "name another compiler of C++17 in CXX",
      "or install the default version of TensorFlow: leave --version away",
    ]);
  };
  const rules = await compile(["-MM", "-std=c++17", "-DNAPI_VERSION=8", ...includes(headers), ...sources]);
  for (const name of namesIn(rules)) {
    if (!name.startsWith(`${headers}/`)) continue;
    const kept = path.join(folder, "tensorflow", "include", name.slice(headers.length + 1));
    await mkdir(path.dirname(kept), { recursive: true });
    await cp(path.join(folder, name), kept);
  }
  const target = "package/lib/napi-v8";
  await mkdir(path.join(folder, target), { recursive: true });
  await compile([
    ...CXX_FLAGS,
    "-DNAPI_VERSION=8",
    ...includes("tensorflow/include"),
    ...sources,
    "-o",
    `${target}/tfjs_binding.node`,
    "-Ltensorflow",
    ...LIBRARIES.map((library) => `-l:${library}`),
    "-Wl,-rpath,$ORIGIN/../../../tensorflow",
  ]);
}
