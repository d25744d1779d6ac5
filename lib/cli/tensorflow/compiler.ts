import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { lastLines, runChild } from "../child";
import type { Context } from "../command";
import { CuredError } from "../cured-error";
import { installCommand } from "../system-packages";

/** A C++ compiler that works. */
export interface Compiler {
  readonly program: string;
  /** The first line of what it says of itself. */
  readonly version: string;
}

/** What the native module is compiled with. */
export const CXX_FLAGS = ["-O2", "-std=c++17", "-shared", "-fPIC"];

const probe = "#include <memory>\n#include <string>\nstd::unique_ptr<std::string> probe() { return nullptr; }\n";

const cure = (environment: NodeJS.ProcessEnv): readonly string[] => [
  installCommand({ "apt-get": "g++", dnf: "gcc-c++", zypper: "gcc-c++", pacman: "gcc" }, environment),
  "or name a compiler of C++17 in CXX",
];

/**
 * The C++ compiler of this machine: the one that CXX names, else g++, clang++ or c++. It is tried on a small library.
 * @throws CuredError if there is none, or it can't make one
 */
export async function findCompiler({ environment, signal }: Context): Promise<Compiler> {
  const candidates = environment.CXX ? [environment.CXX] : ["g++", "clang++", "c++"];
  for (const program of candidates) {
    const about = await runChild(program, ["--version"], { environment, signal });
    if (about?.code !== 0) continue;
    const version = about.output.split("\n")[0] as string;
    const folder = await mkdtemp(path.join(tmpdir(), "dark-knowledge-compiler-"));
    try {
      await writeFile(path.join(folder, "probe.cc"), probe);
      const words = [...CXX_FLAGS, "probe.cc", "-o", "probe.so"];
      const ended = await runChild(program, words, { environment, signal, folder });
      if (ended?.code === 0) return { program, version };
      throw new CuredError(
        `${program} (${version}) can't compile a small C++17 library:\n${lastLines(ended?.all ?? "")}`,
        cure(environment),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new CuredError(
    `no C++ compiler was found, which compiles the native module; ${candidates.join(", ")} ${candidates.length === 1 ? "was" : "were"} tried`,
    cure(environment),
  );
}
