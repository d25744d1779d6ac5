import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { breaches, importsOf, root, type SourceFile, sourcesIn } from "./source-files";

/** room → rooms that it may import from, besides itself */
const ROOMS: Readonly<Record<string, readonly string[]>> = {
  files: [],
  tensors: [],
  datasets: ["files", "tensors"],
  compile: ["files", "tensors"],
  models: ["files", "tensors", "datasets", "compile"],
  losses: ["files", "tensors", "datasets", "compile", "models"],
  training: ["files", "tensors", "datasets", "compile", "models", "losses"],
  plotting: [],
  notebook: ["files", "tensors", "datasets", "compile", "models", "losses", "training", "plotting"],
  nbtest: [],
  cli: ["files", "tensors", "datasets", "compile", "models", "losses", "training", "plotting", "notebook", "nbtest"],
};

/** What may stand at the top of the repository, besides dot files and what .gitignore names. */
const TOP = [
  "LICENSE",
  "README.md",
  "data",
  "lib",
  "notebooks",
  "package-lock.json",
  "package.json",
  "test",
  "tsconfig.json",
];

const roomOf = (file: string): string => file.split("/")[1] ?? "";

const lib = sourcesIn("lib");
const inRooms = lib.filter(({ file }) => file.split("/").length > 2);

/** What a file imports by path, from the top of the repository. What the build makes is in dist/, room by room as in lib/. */
const pathsIn = (source: SourceFile): readonly string[] =>
  importsOf(source)
    .filter(({ from }) => from.startsWith("."))
    .map(({ from }) => path.posix.join(path.posix.dirname(source.file), from));

describe("the house", () => {
  it("has no room without a place in the order of imports", () => {
    expect([...new Set(inRooms.map(({ file }) => roomOf(file)))].filter((room) => !(room in ROOMS))).toEqual([]);
  });

  it("has imports that point one way", () => {
    const found = breaches(inRooms, (source) => {
      const allowed = [roomOf(source.file), ...(ROOMS[roomOf(source.file)] ?? [])];
      return pathsIn(source).filter((target) => !/^(?:lib|dist)\//.test(target) || !allowed.includes(roomOf(target)));
    });
    expect(found).toEqual([]);
  });

  it("has an index that only re-exports, and nothing of the runner", () => {
    const index = lib.find(({ file }) => file === "lib/index.ts");
    expect(
      index?.tree.statements.filter((node) => !ts.isExportDeclaration(node)).map((node) => node.getText()),
    ).toEqual([]);
    expect(importsOf(index!).filter(({ from }) => !/^\.\//.test(from) || from.startsWith("./nbtest"))).toEqual([]);
  });

  it("lets only the room of tensors import TensorFlow.js at run time", () => {
    const found = breaches(lib, (source) =>
      roomOf(source.file) === "tensors"
        ? []
        : importsOf(source).flatMap(({ from, isType }) => (from.startsWith("@tensorflow/") && !isType ? [from] : [])),
    );
    expect(found).toEqual([]);
  });

  it("lets only the room of notebooks know the kernel", () => {
    const others = lib.filter(({ file }) => !["notebook", "nbtest"].includes(roomOf(file)));
    expect(breaches(others, ({ text }) => text.match(/.*tslab.*/gi) ?? [])).toEqual([]);
  });

  it("lets the room of plots know neither tensors nor the kernel", () => {
    const plotting = lib.filter(({ file }) => roomOf(file) === "plotting");
    expect(
      breaches(plotting, (source) =>
        importsOf(source).flatMap(({ from }) => (/tensorflow|tslab/.test(from) ? [from] : [])),
      ),
    ).toEqual([]);
  });

  it("has nothing at its top that isn't meant to be there", () => {
    const ignored = readFileSync(path.join(root, ".gitignore"), "utf8")
      .split("\n")
      .map((line) => line.replace(/\/$/, ""));
    const isIgnored = (name: string): boolean => ignored.includes(name) || name.endsWith(".tgz");
    const found = readdirSync(root).filter((name) => !name.startsWith(".") && !TOP.includes(name) && !isIgnored(name));
    expect(found).toEqual([]);
  });
});
