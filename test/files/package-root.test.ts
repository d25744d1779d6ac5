import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { packageRoot } from "../../lib/files/package-root";
import { newFolder } from "./new-folder";

describe("packageRoot", () => {
  it("is the nearest folder above whose package has the name, past other packages and broken files", async () => {
    const root = newFolder();
    const deep = join(root, "a", "b", "c");
    mkdirSync(deep, { recursive: true });
    writeFileSync(join(root, "package.json"), '{"name": "wanted"}');
    writeFileSync(join(root, "a", "package.json"), '{"name": "other"}');
    writeFileSync(join(root, "a", "b", "package.json"), "not JSON");
    expect(await packageRoot(deep, "wanted")).toBe(root);
    expect(await packageRoot(root, "wanted")).toBe(root);
  });

  it("is undefined where there is none", async () => {
    expect(await packageRoot(newFolder(), "a package that nobody has")).toBeUndefined();
  });
});
