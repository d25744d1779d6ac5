import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { node, npm } from "./commands";
import { notebook, program, typedProgram } from "./package-users";
import { root } from "./source-files";

const MINUTES = 60_000;

/** What the package may hold; data and tests stay in the repository. */
const CONTENTS = /^(?:dist\/[\w./-]+(?:\.d)?\.(?:ts|js)|LICENSE|README\.md|package\.json)$/;

interface Packed {
  readonly filename: string;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

describe("the package, installed into an empty project", () => {
  const project = mkdtempSync(path.join(tmpdir(), "dark-knowledge package-"));
  const at = (name: string): string => path.join(project, name);
  let packed: Packed;

  beforeAll(async () => {
    const pack = await npm(["pack", "--json", "--pack-destination", project], root);
    packed = JSON.parse(pack.stdout)[0];
    writeFileSync(at("package.json"), JSON.stringify({ name: "an-empty-project", version: "1.0.0", private: true }));
    const quietly = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];
    const installed = await npm(["install", at(packed.filename), "--prefix", project, ...quietly], project);
    expect(installed.code, installed.stderr).toBe(0);
  }, 3 * MINUTES);

  afterAll(() => rmSync(project, { recursive: true, force: true }), MINUTES);

  it("holds what a user needs and nothing else", () => {
    const files = packed.files.map((file) => file.path);
    expect(files.filter((file) => !CONTENTS.test(file))).toEqual([]);
    for (const file of [
      "LICENSE",
      "README.md",
      "package.json",
      "dist/index.js",
      "dist/index.d.ts",
      "dist/cli/main.js",
      "dist/nbtest/cli/main.js",
    ])
      expect(files).toContain(file);
    expect(packed.unpackedSize).toBeLessThan(5_000_000);
  });

  it("runs no script of its own when it is installed", () => {
    const { scripts } = JSON.parse(readFileSync(at("node_modules/dark-knowledge/package.json"), "utf8"));
    expect(Object.keys(scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
  });

  it(
    "distils a network in a program",
    async () => {
      writeFileSync(at("program.js"), program);
      const ended = await node(["program.js"], project);
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      const { epochs, tfjs } = JSON.parse(ended.stdout);
      expect(tfjs).toBe("4.22.0");
      expect(epochs).toHaveLength(2);
      for (const { losses } of epochs) for (const name of ["hard", "soft"]) expect(losses[name]).toBeGreaterThan(0);
    },
    MINUTES,
  );

  it(
    "has types that the kernel's compiler reads, and that find mistakes",
    async () => {
      writeFileSync(at("typed.ts"), typedProgram);
      const compilerOptions = {
        strict: true,
        noEmit: true,
        target: "ES2022",
        module: "CommonJS",
        moduleResolution: "node10",
        noUncheckedIndexedAccess: true,
      };
      writeFileSync(at("tsconfig.json"), JSON.stringify({ compilerOptions: compilerOptions, files: ["typed.ts"] }));
      const { stdout } = await node(["node_modules/@tslab/typescript-for-tslab/lib/tsc.js"], project);
      expect(stdout.split("\n").filter((line) => /^typed\.ts|dark-knowledge\//.test(line))).toEqual([]);
    },
    MINUTES,
  );

  it(
    "runs a notebook that imports it, and writes it and its page",
    async () => {
      writeFileSync(at("notebook.ipynb"), notebook);
      const ended = await npm(
        ["exec", "--offline", "--", "nbtest", "notebook.ipynb", "--output", "executed", "--html"],
        project,
      );
      expect(ended.code, ended.stdout + ended.stderr).toBe(0);
      expect(readFileSync(at("executed/notebook.ipynb"), "utf8")).toContain("softTargets 6");
      const page = readFileSync(at("executed/notebook.html"), "utf8");
      for (const part of ["<h1", "<math ", "hljs-keyword", "softTargets 6"]) expect(page).toContain(part);
    },
    2 * MINUTES,
  );

  it(
    "finds all well there",
    async () => {
      const environment = { ...process.env, XDG_CACHE_HOME: at("a cache"), DARK_KNOWLEDGE_TENSORFLOW: "" };
      const ended = await npm(["exec", "--offline", "--", "dark-knowledge", "doctor"], project, environment);
      expect(ended.code, ended.stdout + ended.stderr).toBe(0);
      for (const line of [/^✓ ONNX Runtime .*trains: loss/m, /^· data .*MNIST is not here$/m, /^all is well$/m]) {
        expect(ended.stdout).toMatch(line);
      }
    },
    MINUTES,
  );
});
