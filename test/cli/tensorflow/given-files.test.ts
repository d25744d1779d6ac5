import { writeFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fillLibraries } from "../../../lib/cli/tensorflow/fill-libraries";
import { givenTensorflow } from "../../../lib/cli/tensorflow/given-files";
import { wheelPlatform } from "../../../lib/cli/tensorflow/platform";
import { newFolder } from "../../files/new-folder";
import { contextIn } from "../listening-terminal";
import { wheelFiles, writeFiles } from "./wheel-files";
import { zipOf } from "./zip";

const libraries = {
  "tensorflow/libtensorflow_cc.so.2": "cc",
  "tensorflow/libtensorflow_framework.so.2": "framework",
  "tensorflow/include/tensorflow/c/c_api.h": "// c",
  "tensorflow/python/other.so": "other",
};
const METADATA = 'Requires-Dist: nvidia-nccl-cu12>=2; extra == "and-cuda"\n';
const nccl = { "nvidia/nccl/lib/libnccl.so.2": "nccl", "nvidia/nccl/include/nccl.h": "//" };
const platform = wheelPlatform("cpu", { platform: "linux", arch: "x64", glibc: "2.36" });

/** A folder with wheels by the part of their names behind the version. */
function wheels(...names: readonly [name: string, version: string, tags: string][]): string {
  const folder = newFolder();
  for (const [name, version, tags] of names) {
    const files = name.startsWith("nvidia") ? nccl : { ...libraries, METADATA };
    writeFileSync(join(folder, `${name}-${version}-${tags}.whl`), zipOf(wheelFiles(name, version, files)));
  }
  return folder;
}
const LINUX = "cp311-cp311-manylinux_2_27_x86_64";

describe("the files in a folder that is given", () => {
  const pick = async (from: string, wanted: { variant?: "gpu"; version?: string } = {}): Promise<string> => {
    const { variant = "cpu", version } = wanted;
    const tree = await givenTensorflow(from, { variant, version, tags: platform.tags });
    tree.close();
    return tree.place.slice(from.length + 1);
  };

  it("are those of the wheel that fits: variant, version, machine, and else the newest", async () => {
    const folder = wheels(
      ["tensorflow_cpu", "2.9.0", LINUX],
      ["tensorflow_cpu", "2.20.0", LINUX],
      ["tensorflow_cpu", "2.30.0", "cp311-cp311-manylinux_2_99_x86_64"],
      ["tensorflow_cpu", "2.31.0", "cp311-cp311-manylinux_2_27_aarch64"],
      ["tensorflow", "2.19.0", LINUX],
    );
    expect(await pick(folder)).toBe(`tensorflow_cpu-2.20.0-${LINUX}.whl`);
    expect(await pick(folder, { version: "2.9.0" })).toBe(`tensorflow_cpu-2.9.0-${LINUX}.whl`);
    expect(await pick(folder, { version: "2.19.0" })).toBe(`tensorflow-2.19.0-${LINUX}.whl`);
    expect(await pick(folder, { variant: "gpu" })).toBe(`tensorflow-2.19.0-${LINUX}.whl`);
    await expect(pick(folder, { variant: "gpu", version: "2.20.0" })).rejects.toThrow(
      `--from ${folder}: no TensorFlow 2.20.0 for this machine was found there`,
    );
  });

  it("are those of an installed TensorFlow", async () => {
    const folder = newFolder();
    writeFiles(folder, wheelFiles("tensorflow_cpu", "2.20.0", libraries));
    expect(await pick(folder)).toBe("");
  });

  it("are none in a folder that has none, or is none", async () => {
    await expect(pick(newFolder())).rejects.toThrow("no TensorFlow for this machine was found there");
    await expect(pick("/no/such/folder")).rejects.toThrow("--from /no/such/folder can't be read: ENOENT");
  });

  it("are refused where a known wheel has other bytes", async () => {
    const folder = wheels(["tensorflow_cpu", "2.21.0", LINUX]);
    await expect(pick(folder)).rejects.toThrow(/has the SHA-256 [0-9a-f]{64}; 2b847d217b02.* is accepted/);
  });
});

describe("an installation", () => {
  const fill = async (from: string, variant: "cpu" | "gpu" = "cpu", version?: string) => {
    const made = newFolder();
    const found = await fillLibraries({ made, variant, version, from, pip: undefined, platform }, contextIn({}));
    return { made, found };
  };
  const filesIn = async (made: string): Promise<readonly string[]> => {
    const entries = await readdir(made, { recursive: true });
    return entries.filter((name) => /\.\w/.test(name.split("/").at(-1) ?? "") && !name.endsWith("dist-info")).sort();
  };

  it("gets the two libraries, and the headers for the time of compiling", async () => {
    const { made, found } = await fill(wheels(["tensorflow_cpu", "2.20.0", LINUX]));
    expect(found).toEqual({ version: "2.20.0", work: ".work", headers: ".work/tensorflow/include" });
    expect(await filesIn(made)).toEqual([
      ".work",
      ".work/tensorflow/include/tensorflow/c/c_api.h",
      "tensorflow/libtensorflow_cc.so.2",
      "tensorflow/libtensorflow_framework.so.2",
    ]);
  });

  it("gets NVIDIA's libraries for GPUs, from the wheels that TensorFlow asks for", async () => {
    const gpu = ["tensorflow", "2.20.0", LINUX] as const;
    const { made } = await fill(wheels([...gpu], ["nvidia_nccl_cu12", "2.27.7", LINUX]), "gpu");
    expect(await filesIn(made)).toContain("nvidia/nccl/lib/libnccl.so.2");
    expect(await filesIn(made)).not.toContain("nvidia/nccl/include/nccl.h");
    const lacking = wheels([...gpu]);
    await expect(fill(lacking, "gpu")).rejects.toThrow(`--from ${lacking} lacks wheels of nvidia_nccl_cu12`);
  });

  it("refuses another version than the one that was asked for, and a package without the libraries", async () => {
    const installed = newFolder();
    writeFiles(installed, wheelFiles("tensorflow_cpu", "2.20.0", libraries));
    await expect(fill(installed, "cpu", "2.21.0")).rejects.toThrow("holds TensorFlow 2.20.0; 2.21.0 was asked for");
    const partial = newFolder();
    const { "tensorflow/libtensorflow_framework.so.2": _framework, ...rest } = libraries;
    writeFiles(partial, wheelFiles("tensorflow_cpu", "2.20.0", rest));
    await expect(fill(partial)).rejects.toThrow(`${partial} lacks tensorflow/libtensorflow_framework.so.2`);
  });
});
