import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { cacheFolder } from "../../files/cache-folder";

/** A libtensorflow that this process can load, and the npm package that binds it. */
export interface Installation {
  readonly folder: string;
  /** The version of libtensorflow, e.g. "2.21.0". */
  readonly tensorflow: string;
  readonly variant: "cpu" | "gpu";
  /** The folder of the unpacked npm package @tensorflow/tfjs-node-gpu. */
  readonly package: string;
  /** The file of the native module. */
  readonly binding: string;
}

function installationAt(folder: string): Installation | undefined {
  const manifest = path.join(folder, "manifest.json");
  if (!existsSync(manifest)) return undefined;
  const { tensorflow, variant } = JSON.parse(readFileSync(manifest, "utf8"));
  const unpacked = path.join(folder, "package");
  const binding = path.join(unpacked, "lib", "napi-v8", "tfjs_binding.node");
  return { folder, tensorflow, variant, package: unpacked, binding };
}

/** The installation that DARK_KNOWLEDGE_TENSORFLOW names, else the newest one in the user's cache. */
export function findInstallation(environment: NodeJS.ProcessEnv = process.env): Installation | undefined {
  const named = environment.DARK_KNOWLEDGE_TENSORFLOW;
  if (named) return installationAt(named);
  const folder = path.join(cacheFolder(environment), "tensorflow");
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names
    .reverse()
    .map((name) => installationAt(path.join(folder, name)))
    .find((found) => found !== undefined);
}
