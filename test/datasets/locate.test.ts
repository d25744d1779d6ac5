import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { locate } from "../../lib/datasets/locate";
import type { Source } from "../../lib/datasets/sources";
import { newFolder } from "../files/new-folder";

const file = (name: string) => ({ name, bytes: 0, sha256: "" });
const source: Source = { folder: "shapes", files: { one: file("one.gz"), two: file("two.gz") }, mirrors: [] };

/** Four places, all empty, and the surroundings that name them. */
function places() {
  const root = newFolder();
  writeFileSync(join(root, "package.json"), '{"name": "dark-knowledge"}');
  const [start, named, cache] = ["lib/datasets", "named", "cache"].map((name) => join(root, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [start, named, cache]) mkdirSync(folder, { recursive: true });
  const environment = { DARK_KNOWLEDGE_DATA: named, XDG_CACHE_HOME: cache, LOCALAPPDATA: cache };
  const fill = (folder: string, names: readonly string[]) => {
    mkdirSync(folder, { recursive: true });
    for (const name of names) writeFileSync(join(folder, name), "");
  };
  return { root, named, cache, fill, surroundings: { environment, start } };
}
const both = ["one.gz", "two.gz"];

describe("locate", () => {
  it("takes DARK_KNOWLEDGE_DATA before the repository, and the repository before the cache", async () => {
    const { root, named, cache, fill, surroundings } = places();
    const found = async () => (await locate(source, undefined, surroundings)).folder;
    if (process.platform !== "darwin") expect(await found()).toBe(join(cache, "dark-knowledge", "shapes"));
    fill(join(root, "data", "shapes"), both);
    expect(await found()).toBe(join(root, "data", "shapes"));
    fill(join(named, "shapes"), both);
    expect(await found()).toBe(join(named, "shapes"));
  });

  it("takes the caller's directory before all, and does not ask for the published bytes there", async () => {
    const { root, named, fill, surroundings } = places();
    fill(join(named, "shapes"), both);
    fill(join(root, "mine"), both);
    expect(await locate(source, join(root, "mine"), surroundings)).toEqual({
      folder: join(root, "mine"),
      known: false,
      missing: [],
    });
    expect((await locate(source, undefined, surroundings)).known).toBe(true);
  });

  it("lists what the cache lacks", async () => {
    const { surroundings } = places();
    expect((await locate(source, undefined, surroundings)).missing).toEqual(both);
  });

  it("names the missing file of a place that holds another, instead of going on", async () => {
    const { root, named, fill, surroundings } = places();
    fill(join(root, "data", "shapes"), both);
    fill(join(named, "shapes"), ["one.gz"]);
    await expect(locate(source, undefined, surroundings)).rejects.toThrow(
      `${join(named, "shapes")}: two.gz is missing; a folder with one.gz, two.gz is accepted`,
    );
  });

  it("names every file that the caller's directory lacks", async () => {
    const { root, surroundings } = places();
    await expect(locate(source, root, surroundings)).rejects.toThrow("one.gz, two.gz are missing");
  });

  it("refuses a directory or a DARK_KNOWLEDGE_DATA that is no folder", async () => {
    const { root, surroundings } = places();
    await expect(locate(source, join(root, "gone"), surroundings)).rejects.toThrow("gone does not exist");
    await expect(locate(source, join(root, "package.json"), surroundings)).rejects.toThrow("package.json is no folder");
    const environment = { DARK_KNOWLEDGE_DATA: join(root, "typo") };
    await expect(locate(source, undefined, { ...surroundings, environment })).rejects.toThrow(
      `DARK_KNOWLEDGE_DATA: ${join(root, "typo")} does not exist; a folder with the data is accepted`,
    );
  });

  it("takes an empty DARK_KNOWLEDGE_DATA for none", async () => {
    const { surroundings } = places();
    const environment = { ...surroundings.environment, DARK_KNOWLEDGE_DATA: "" };
    await expect(locate(source, undefined, { ...surroundings, environment })).resolves.toBeDefined();
  });
});
