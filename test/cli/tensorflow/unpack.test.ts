import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { distributionsIn, recordOf, requirementsOf } from "../../../lib/cli/tensorflow/distribution";
import { type FileTree, folderTree, wheelTree } from "../../../lib/cli/tensorflow/file-tree";
import { unpack } from "../../../lib/cli/tensorflow/unpack";
import { newFolder } from "../../files/new-folder";
import { wheelFiles, writeFiles } from "./wheel-files";
import { zipOf } from "./zip";

const METADATA = `Metadata-Version: 2.4
Name: a_tool
Requires-Dist: numpy>=1.26.0
Requires-Dist: nvidia-nccl-cu12<3.0,>=2.27.7; extra == "and-cuda"
Requires-Dist: nvidia-cublas-cu12 (>=12.5,<13) ; extra == "and-cuda"
Requires-Dist: other>=1; (python_version < "3.13") and extra == "gcs"
`;
const files = wheelFiles("a_tool", "1.2.3", { METADATA, "tool/lib/a.so": "library", "tool/bin/run": "program" });

const asWheel = async (given: Readonly<Record<string, string>>): Promise<FileTree> => {
  const wheel = join(newFolder(), "a_tool-1.2.3-py3-none-any.whl");
  writeFileSync(wheel, zipOf(given));
  return wheelTree(wheel);
};
const asFolder = async (given: Readonly<Record<string, string>>): Promise<FileTree> => {
  const folder = newFolder();
  writeFiles(folder, given);
  return folderTree(folder, ["tool", "a_tool-1.2.3.dist-info", "not-there"]);
};

describe.each([
  ["a wheel", asWheel],
  ["a folder", asFolder],
])("the files of %s", (_, open) => {
  const copy = async (given: Readonly<Record<string, string>>, names: readonly string[]) => {
    const tree = await open(given);
    const [found] = distributionsIn(tree);
    const into = newFolder();
    const told: number[] = [];
    const record = await recordOf(tree, found!);
    const options = {
      into,
      record,
      signal: new AbortController().signal,
      progress: (bytes: number) => told.push(bytes),
    };
    await unpack(tree, names, options).finally(tree.close);
    return { into, told };
  };

  it("are known by path and length, with the package that they belong to and what it requires", async () => {
    const tree = await open(files);
    expect(Object.fromEntries(tree.files)).toMatchObject({ "tool/lib/a.so": 7, "tool/bin/run": 7 });
    const [found] = distributionsIn(tree);
    expect(found).toEqual({ name: "a_tool", version: "1.2.3", about: "a_tool-1.2.3.dist-info" });
    expect(await requirementsOf(tree, found!, "and-cuda")).toEqual([
      "nvidia-nccl-cu12<3.0,>=2.27.7",
      "nvidia-cublas-cu12>=12.5,<13",
    ]);
    tree.close();
  });

  it("are copied, programs to be run", async () => {
    const { into, told } = await copy(files, ["tool/lib/a.so", "tool/bin/run", "a_tool-1.2.3.dist-info/RECORD"]);
    expect(readFileSync(join(into, "tool/lib/a.so"), "utf8")).toBe("library");
    if (process.platform !== "win32") expect(statSync(join(into, "tool/bin/run")).mode & 0o111).toBe(0o111);
    expect(existsSync(join(into, "a_tool-1.2.3.dist-info/RECORD"))).toBe(true);
    expect(told.slice(0, 2)).toEqual([7, 14]);
  });

  it("are refused where a checksum differs or is missing, or there is no list of them", async () => {
    await expect(copy({ ...files, "tool/lib/a.so": "librarz" }, ["tool/lib/a.so"])).rejects.toThrow(
      /is damaged: tool\/lib\/a\.so: its SHA-256 is another$/,
    );
    await expect(copy({ ...files, "tool/extra": "x" }, ["tool/extra"])).rejects.toThrow(
      "it is in no list of checksums",
    );
    const { "a_tool-1.2.3.dist-info/RECORD": _record, ...without } = files;
    await expect(copy(without, [])).rejects.toThrow("lacks a_tool-1.2.3.dist-info/RECORD, the list of checksums");
  });
});

describe("a copy", () => {
  it("stops when it is interrupted", async () => {
    const tree = await asFolder(files);
    const record = await recordOf(tree, distributionsIn(tree)[0]!);
    const options = { into: newFolder(), record, signal: AbortSignal.abort(), progress: () => {} };
    await expect(unpack(tree, ["tool/lib/a.so"], options)).rejects.toMatchObject({ name: "AbortError" });
  });

  it("says that a file can't be written, not that the wheel is damaged", async () => {
    const tree = await asFolder(files);
    const record = await recordOf(tree, distributionsIn(tree)[0]!);
    const into = newFolder();
    mkdirSync(join(into, "tool/lib/a.so"), { recursive: true });
    const options = { into, record, signal: new AbortController().signal, progress: () => {} };
    await expect(unpack(tree, ["tool/lib/a.so"], options)).rejects.toMatchObject({ code: "EISDIR" });
  });

  it("is refused of what is no wheel", async () => {
    const wheel = join(newFolder(), "no.whl");
    writeFileSync(wheel, "<html>".repeat(100));
    await expect(wheelTree(wheel)).rejects.toThrow(/end of central directory/i);
  });
});
