import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cache } from "../../../lib/cli/doctor/cache";
import { mnistData } from "../../../lib/cli/doctor/mnist-data";
import { npm } from "../../../lib/cli/doctor/npm";
import { newFolder } from "../../files/new-folder";
import { root } from "../../source-files";
import { contextIn } from "../listening-terminal";

const environmentAt = (home: string): NodeJS.ProcessEnv => ({
  ...process.env,
  XDG_CACHE_HOME: home,
  LOCALAPPDATA: home,
});

describe("the doctor looks at the data", () => {
  const look = (environment: NodeJS.ProcessEnv) => mnistData.look(contextIn(environment));
  const files = join(root, "data", "mnist");

  it("and finds the repository's as published", async () => {
    expect(await look({})).toEqual({ state: "right", text: `MNIST in ${files}, all four files as published` });
  });

  it("and finds a file damaged", async () => {
    const data = newFolder();
    mkdirSync(join(data, "mnist"));
    for (const name of readdirSync(files).filter((each) => each.endsWith(".gz"))) {
      copyFileSync(join(files, name), join(data, "mnist", name));
    }
    expect(await look({ DARK_KNOWLEDGE_DATA: data })).toMatchObject({ state: "right" });
    copyFileSync(join(files, "t10k-labels-idx1-ubyte.gz"), join(data, "mnist", "train-labels-idx1-ubyte.gz"));
    await expect(look({ DARK_KNOWLEDGE_DATA: data })).rejects.toThrow(
      "train-labels-idx1-ubyte.gz: unpacks to 10008 bytes; 60008 are accepted",
    );
  });

  it("and names a folder that is not there", async () => {
    await expect(look({ DARK_KNOWLEDGE_DATA: "/nowhere" })).rejects.toThrow("DARK_KNOWLEDGE_DATA: /nowhere");
  });
});

describe.skipIf(process.platform === "darwin")("the doctor looks at the cache", () => {
  it("and says what it holds, and leaves nothing in it", async () => {
    const home = newFolder();
    const folder = join(home, "dark-knowledge");
    mkdirSync(join(folder, "mnist"), { recursive: true });
    writeFileSync(join(folder, "mnist", "file"), Buffer.alloc(2_000_000));
    const { text } = await cache.look(contextIn(environmentAt(home)));
    expect(text).toContain(`${folder} holds 2 MB; `);
    expect(readdirSync(folder)).toEqual(["mnist"]);
  });

  it("and names one that can't be written", async () => {
    const file = join(newFolder(), "file");
    writeFileSync(file, "");
    await expect(cache.look(contextIn(environmentAt(file)))).rejects.toThrow("a part of the path is a file");
  });
});

describe("the doctor looks at npm", () => {
  it("and says its version", async () => {
    expect(await npm.look(contextIn(process.env))).toMatchObject({
      state: "right",
      text: expect.stringMatching(/^\d+\./),
    });
  });

  it("and says that it is not there", async () => {
    const found = await npm.look(contextIn({ PATH: newFolder() }));
    expect(found).toMatchObject({ state: "note", text: "not on the path" });
  });
});
