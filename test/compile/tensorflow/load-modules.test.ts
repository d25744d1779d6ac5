import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moduleLoader } from "../../../lib/compile/tensorflow/load-modules";

const folder = mkdtempSync(path.join(tmpdir(), "dark-knowledge-modules-"));
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);

describe("a loader of modules", () => {
  beforeAll(() => {
    mkdirSync(path.join(folder, "inner"));
    write(
      "main.js",
      'exports.tf = require("@tensorflow/tfjs"); exports.part = require("./inner/part"); exports.fs = require("fs");',
    );
    write("inner/part.js", 'exports.tf = require("@tensorflow/tfjs"); exports.main = require("../main");');
    write("counted.js", "globalThis.counted = (globalThis.counted ?? 0) + 1; module.exports = 'whole';");
    write("throws.js", "exports.fail = () => { throw new Error('here'); };");
    write("lacks.js", 'require("@tensorflow/nowhere");');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("gives every module what it is told to give, and everything else as it is", () => {
    const tf = { name: "ours" };
    const load = moduleLoader(folder, "@a/package", { "@tensorflow/tfjs": tf });
    const main = load("main.js") as Record<"tf" | "part" | "fs", Record<string, unknown>>;
    expect(main.tf).toBe(tf);
    expect(main.part.tf).toBe(tf);
    expect(main.part.main).toBe(main); // in a circle
    expect(typeof main.fs.readFileSync).toBe("function");
  });

  it("loads a module once, and again for another loader", () => {
    const load = moduleLoader(folder, "@a/package", {});
    expect([load("counted.js"), load("counted.js")]).toEqual(["whole", "whole"]);
    expect((globalThis as { counted?: number }).counted).toBe(1);
    moduleLoader(folder, "@a/package", {})("counted.js");
    expect((globalThis as { counted?: number }).counted).toBe(2);
  });

  it("names the package in stack traces, not the folder that it is in", () => {
    const { fail } = moduleLoader(folder, "@a/package", {})("throws.js") as { readonly fail: () => void };
    let stack = "";
    try {
      fail();
    } catch (error) {
      stack = (error as Error).stack ?? "";
    }
    expect(stack).toContain(path.join(path.sep, "@a", "package", "throws.js"));
    expect(stack).not.toContain(folder);
  });

  it("fails for a module that is not there", () => {
    expect(() => moduleLoader(folder, "@a/package", {})("lacks.js")).toThrow(
      "Cannot find module '@tensorflow/nowhere'",
    );
  });
});
