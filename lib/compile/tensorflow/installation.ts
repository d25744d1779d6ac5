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

/** 2.9.1-cpu before 2.21.0-cpu. */
const byVersion = (a: string, b: string): number => a.localeCompare(b, "en", { numeric: true });

/** @throws Error that names the manifest if it is damaged */
function installationAt(folder: string): Installation | undefined {
  const manifest = path.join(folder, "manifest.json");
  if (!existsSync(manifest)) return undefined;
  const { tensorflow, variant } = manifestOf(manifest);
  const unpacked = path.join(folder, "package");
  const binding = path.join(unpacked, "lib", "napi-v8", "tfjs_binding.node");
  return { folder, tensorflow, variant, package: unpacked, binding };
}

function manifestOf(file: string): Pick<Installation, "tensorflow" | "variant"> {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(file, "utf8"));
  } catch (cause) {
    throw new Error(`${file}: is not JSON; delete its folder and install libtensorflow again`, { cause });
  }
  const { tensorflow, variant } = (found ?? {}) as Partial<Installation>;
  if (typeof tensorflow === "string" && (variant === "cpu" || variant === "gpu")) return { tensorflow, variant };
  throw new Error(
    `${file}: holds ${JSON.stringify({ tensorflow, variant })}; a version and the variant cpu or gpu are accepted`,
  );
}

/** The folder of the user's cache with an installation in each of its folders. */
export const installationsFolder = (environment: NodeJS.ProcessEnv = process.env): string =>
  path.join(cacheFolder(environment), "tensorflow");

/**
 * The installation that DARK_KNOWLEDGE_TENSORFLOW names, else the newest one in the user's cache.
 * @throws Error if DARK_KNOWLEDGE_TENSORFLOW names a folder that holds none, or if a manifest is damaged
 */
export function findInstallation(environment: NodeJS.ProcessEnv = process.env): Installation | undefined {
  const named = environment.DARK_KNOWLEDGE_TENSORFLOW;
  if (named) {
    const installation = installationAt(named);
    if (installation !== undefined) return installation;
    throw new Error(
      `DARK_KNOWLEDGE_TENSORFLOW: ${named} holds no manifest.json; a folder with libtensorflow is accepted`,
    );
  }
  const folder = installationsFolder(environment);
  const names = existsSync(folder) ? readdirSync(folder).sort(byVersion) : [];
  return names
    .filter((name) => !name.startsWith(".")) // one that is being made or deleted
    .reverse()
    .map((name) => installationAt(path.join(folder, name)))
    .find((found) => found !== undefined);
}
