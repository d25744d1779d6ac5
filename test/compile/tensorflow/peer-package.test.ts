import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { findPeerPackage } from "../../../lib/compile/tensorflow/peer-package";
import { newFolder } from "../../files/new-folder";

/** A project with a package installed, its native module too if asked. */
function project(name: string, hasBinding: boolean): { folder: string; at: string } {
  const folder = newFolder();
  const at = join(folder, "node_modules", "@tensorflow", name);
  mkdirSync(join(at, "lib", "napi-v8"), { recursive: true });
  writeFileSync(join(at, "package.json"), JSON.stringify({ name: `@tensorflow/${name}`, version: "4.22.0" }));
  if (hasBinding) writeFileSync(join(at, "lib", "napi-v8", "tfjs_binding.node"), "");
  return { folder, at };
}

it("finds the package that a project has installed, with its native module", () => {
  const { folder, at } = project("tfjs-node", true);
  expect(findPeerPackage(folder)).toMatchObject({
    tensorflow: "of @tensorflow/tfjs-node 4.22.0",
    variant: "cpu",
    package: at,
    binding: join(at, "lib", "napi-v8", "tfjs_binding.node"),
  });
  expect(findPeerPackage(project("tfjs-node-gpu", true).folder)?.variant).toBe("gpu");
});

it("passes over one whose download was blocked, and finds nothing where nothing is installed", () => {
  expect(findPeerPackage(project("tfjs-node", false).folder)).toBeUndefined();
  expect(findPeerPackage(newFolder())).toBeUndefined();
});
