import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { Installation } from "./installation";

/** The packages that bring a libtensorflow, the better one first. */
const PACKAGES = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"];

function packageAt(name: string, from: string): Installation | undefined {
  let manifest: string;
  try {
    manifest = createRequire(path.join(from, "package.json")).resolve(`${name}/package.json`);
  } catch {
    return undefined; // not installed
  }
  const folder = path.dirname(manifest);
  const binding = path.join(folder, "lib", "napi-v8", "tfjs_binding.node");
  if (!existsSync(binding)) return undefined; // its download was blocked
  const { version } = JSON.parse(readFileSync(manifest, "utf8"));
  const variant = name.endsWith("-gpu") ? "gpu" : "cpu";
  return { folder, tensorflow: `of ${name} ${version}`, variant, package: folder, binding };
}

/** The TensorFlow.js package for Node that the project in `folder` has installed itself, if its native module is there. */
export const findPeerPackage = (folder: string = process.cwd()): Installation | undefined =>
  PACKAGES.map((name) => packageAt(name, folder)).find((found) => found !== undefined);
