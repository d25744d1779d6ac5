import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPeerPackage } from "../../../lib/compile/tensorflow/peer-package";

const project = mkdtempSync(path.join(tmpdir(), "dark-knowledge-project-"));

/** Puts a package into the project, with or without its native module. */
function install(name: string, isBuilt: boolean): string {
  const folder = path.join(project, "node_modules", name);
  mkdirSync(path.join(folder, "lib", "napi-v8"), { recursive: true });
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name, version: "4.22.0" }));
  if (isBuilt) writeFileSync(path.join(folder, "lib", "napi-v8", "tfjs_binding.node"), "");
  return folder;
}

describe("the package for Node that a project has installed", () => {
  beforeAll(() => writeFileSync(path.join(project, "package.json"), "{}"));
  afterAll(() => rmSync(project, { recursive: true }));

  it("is found where its native module is, the one for GPUs first", () => {
    expect(findPeerPackage(project)).toBeUndefined();
    install("@tensorflow/tfjs-node-gpu", false); // npm blocked the script that downloads it
    expect(findPeerPackage(project)).toBeUndefined();
    const cpu = install("@tensorflow/tfjs-node", true);
    expect(findPeerPackage(project)).toEqual({
      folder: cpu,
      tensorflow: "of @tensorflow/tfjs-node 4.22.0",
      variant: "cpu",
      package: cpu,
      binding: path.join(cpu, "lib", "napi-v8", "tfjs_binding.node"),
    });
    const gpu = install("@tensorflow/tfjs-node-gpu", true);
    expect(findPeerPackage(project)).toMatchObject({ folder: gpu, variant: "gpu" });
  });
});
