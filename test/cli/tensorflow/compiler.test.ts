import { describe, expect, it } from "vitest";
import { findCompiler } from "../../../lib/cli/tensorflow/compiler";
import { contextIn } from "../listening-terminal";
import { pathWith } from "./programs";

const find = (environment: NodeJS.ProcessEnv) => findCompiler(contextIn(environment));
const works = '[ "$1" = --version ] && echo "cxx 1.0" || exit 0';
const fails = '[ "$1" = --version ] && echo "cxx 1.0" || { echo "ld: cannot find -lstdc++" >&2; exit 1; }';

describe.skipIf(process.platform === "win32")("findCompiler", () => {
  it("takes g++ before clang++ before c++", async () => {
    expect(await find(pathWith({ "g++": works, "clang++": works }))).toEqual({ program: "g++", version: "cxx 1.0" });
    expect(await find(pathWith({ "clang++": works, "c++": works }))).toMatchObject({ program: "clang++" });
    expect(await find(pathWith({ "c++": works }))).toMatchObject({ program: "c++" });
  });

  it("takes only the one that CXX names", async () => {
    const environment = pathWith({ "g++": works, mine: works });
    expect(await find({ ...environment, CXX: "mine" })).toMatchObject({ program: "mine" });
    await expect(find({ ...environment, CXX: "yours" })).rejects.toThrow("yours was tried");
  });

  it("says how to get one where there is none", async () => {
    await expect(find(pathWith({ dnf: "" }))).rejects.toMatchObject({
      message: "no C++ compiler was found, which compiles the native module; g++, clang++, c++ were tried",
      cure: [expect.stringMatching(/dnf install gcc-c\+\+$/), "or name a compiler of C++17 in CXX"],
    });
  });

  it("shows what one says that can't make a library", async () => {
    await expect(find(pathWith({ "g++": fails }))).rejects.toThrow(
      "g++ (cxx 1.0) can't compile a small C++17 library:\n    ld: cannot find -lstdc++",
    );
  });
});
