import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { moduleLoader } from "../../../lib/compile/tensorflow/load-modules";
import { newFolder } from "../../files/new-folder";

it("gives a package's files our instance wherever they ask for it, loads each once, and leaves other requests to Node", () => {
  const folder = newFolder();
  mkdirSync(join(folder, "dist"));
  writeFileSync(
    join(folder, "dist", "part.js"),
    'exports.count = (exports.count || 0) + 1; exports.ours = require("ours");',
  );
  writeFileSync(
    join(folder, "dist", "main.js"),
    'module.exports = [require("./part"), require("./part.js"), require("node:path").sep, new Error().stack];',
  );
  const ours = { name: "ours" };
  const load = moduleLoader(folder, "a-package", { ours });
  const [first, second, separator, stack] = load("dist/main.js") as [{ ours: object }, object, string, string];
  expect(first).toBe(second);
  expect(first).toEqual({ count: 1, ours });
  expect(first.ours).toBe(ours);
  expect(separator).toBe(join("a", "b")[1]);
  expect(stack).toContain(join("a-package", "dist", "main.js"));
});
