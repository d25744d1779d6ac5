import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { replaceFolder } from "../../lib/files/replace-folder";
import { load, save } from "../../lib/models/store";
import { logits, network } from "../models/saved-perceptron";

let home: string;
let folder: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "dark-knowledge-store-"));
  folder = join(home, "nets", "student");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const path = (name: string): string => join(folder, name);

describe("save", () => {
  it("replaces a net by another and leaves nothing else behind", async () => {
    await save(network(1), folder);
    const second = network(2);
    await save(second, folder);
    expect(logits(await load(folder))).toEqual(logits(second));
    expect(readdirSync(join(home, "nets"))).toEqual(["student"]);
    expect(readdirSync(folder).sort()).toEqual(["model.json", "net.json", "weights.bin"]);
  });

  it("refuses a folder that holds other files, and touches none of them", async () => {
    await save(network(), folder);
    writeFileSync(path("thesis.txt"), "years of work");
    await expect(save(network(2), folder)).rejects.toThrow(`save: "${folder}" holds "thesis.txt", which would be lost`);
    expect(readFileSync(path("thesis.txt"), "utf8")).toBe("years of work");
    expect(logits(await load(folder))).toEqual(logits(network()));
  });

  it("refuses a file in the folder's place", async () => {
    const file = join(home, "file");
    writeFileSync(file, "");
    await expect(save(network(), file)).rejects.toThrow(`save: "${file}" is a file; a folder is accepted`);
  });

  it("finishes what a process left that died between the two renames", async () => {
    const first = network(1);
    await save(first, folder);
    renameSync(folder, `${folder}.old`);
    await expect(load(folder)).rejects.toThrow(`a save that was cut off left the net before it in "${folder}.old"`);
    expect(logits(await load(`${folder}.old`))).toEqual(logits(first));
    await save(network(2), folder);
    expect(readdirSync(join(home, "nets"))).toEqual(["student"]);
  });
});

describe("replaceFolder", () => {
  it("leaves the old folder as it is, and nothing beside it, when a file cannot be written", async () => {
    await replaceFolder(folder, { a: "old" }, "test");
    await expect(replaceFolder(folder, { a: "new", "no/such/folder": "" }, "test")).rejects.toThrow("ENOENT");
    expect(readFileSync(path("a"), "utf8")).toBe("old");
    expect(readdirSync(join(home, "nets"))).toEqual(["student"]);
  });
});
