import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { kernelWishOf, parseNotebook, readNotebook } from "../../../lib/nbtest/notebook/read";
import { notebookText } from "../workplace";

const folder = mkdtempSync(join(tmpdir(), "nbtest-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("parseNotebook", () => {
  it("reads cells with their place, kind, source and tags", () => {
    const text = notebookText([
      { source: "# Title", type: "markdown" },
      { source: "a\nb", tags: ["x"] },
    ]);
    expect(parseNotebook(text, "n").cells).toEqual([
      { index: 0, type: "markdown", source: "# Title", tags: [] },
      { index: 1, type: "code", source: "a\nb", tags: ["x"] },
    ]);
  });

  it("names the file and what is wrong with it", () => {
    expect(() => parseNotebook("{", "n.ipynb")).toThrow(/^n\.ipynb: not JSON: /);
    expect(() => parseNotebook("[]", "n.ipynb")).toThrow('n.ipynb: JSON, but not a notebook: it has no "nbformat"');
    expect(() => parseNotebook('{"nbformat": 3}', "n.ipynb")).toThrow("n.ipynb: nbformat 3; accepted: 4 or newer");
    expect(() => parseNotebook('{"nbformat": 4}', "n.ipynb")).toThrow('no list "cells"');
    expect(() => parseNotebook('{"nbformat": 4, "cells": [{}]}', "n.ipynb")).toThrow("cell 1 of the file");
  });

  it("reads the kernel's name and language", () => {
    const of = (metadata: object) =>
      kernelWishOf(parseNotebook(JSON.stringify({ nbformat: 4, cells: [], metadata }), "n"));
    expect(of({})).toEqual({});
    expect(of({ kernelspec: { name: "tslab" }, language_info: { name: "typescript" } })).toEqual({
      name: "tslab",
      language: "typescript",
    });
  });
});

describe("readNotebook", () => {
  it("names a file that is missing", async () => {
    await expect(readNotebook(join(folder, "no.ipynb"))).rejects.toThrow("no.ipynb: cannot be read");
  });

  it("refuses bytes that it could not write back", async () => {
    const path = join(folder, "latin.ipynb");
    writeFileSync(path, Buffer.from([0x22, 0xfc, 0x22]));
    await expect(readNotebook(path)).rejects.toThrow("not UTF-8");
  });
});
