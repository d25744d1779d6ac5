import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { exists } from "../../files/exists";
import { CuredError } from "../cured-error";
import { type FileTree, folderTree, wheelTree } from "./file-tree";
import { LIBRARIES } from "./native-module";
import { KNOWN_WHEELS, type Variant } from "./releases";

/** Which TensorFlow is wanted. */
export interface Wanted {
  readonly variant: Variant;
  /** undefined: whichever there is. */
  readonly version: string | undefined;
  /** The platform tags that are accepted. */
  readonly tags: readonly string[];
}

/**
 * Opens a wheel.
 * @throws CuredError if it is a known one with another SHA-256, or no zip
 */
export async function openWheel(wheel: string): Promise<FileTree> {
  const known = KNOWN_WHEELS[path.basename(wheel)];
  if (known !== undefined) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(wheel), hash);
    const sha256 = hash.digest("hex");
    if (sha256 !== known.sha256) {
      throw new CuredError(`${wheel} has the SHA-256 ${sha256}; ${known.sha256} is accepted`, ["download it again"]);
    }
  }
  return wheelTree(wheel).catch((cause: Error) => {
    throw new CuredError(`${wheel} can't be read: ${cause.message}`, ["download it again"], { cause });
  });
}

/** The wheels of a folder that fit this machine, the newest first. */
async function wheelsIn(folder: string, pattern: RegExp, tags: readonly string[]): Promise<readonly string[]> {
  return (await readdir(folder))
    .filter((name) => pattern.test(name) && tags.some((tag) => name.includes(tag)))
    .sort((a, b) => b.localeCompare(a, "en", { numeric: true }))
    .map((name) => path.join(folder, name));
}

const versionPart = (version: string | undefined): string =>
  version === undefined ? "[\\w.]+" : version.replaceAll(".", "\\.");

/**
 * TensorFlow's files in a folder that the user gives: installed there (site-packages, or another installation), or a
 * wheel.
 * @throws CuredError if it has none
 */
export async function givenTensorflow(folder: string, { variant, version, tags }: Wanted): Promise<FileTree> {
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    throw new CuredError(`--from ${folder} can't be read: ${cause.code}`, ["name a folder that this user can read"]);
  });
  if (await exists(path.join(folder, "tensorflow", LIBRARIES[0] as string))) {
    const about = names.filter((name) => /^(?:tensorflow|nvidia)\w*-[^-]+\.dist-info$/.test(name));
    return folderTree(folder, ["tensorflow", "nvidia", ...about]);
  }
  // On x64 the build with CUDA computes on the CPU, too, but is twice as large.
  for (const name of variant === "gpu" ? ["tensorflow"] : ["tensorflow_cpu", "tensorflow"]) {
    const [wheel] = await wheelsIn(folder, new RegExp(`^${name}-${versionPart(version)}-.*\\.whl$`), tags);
    if (wheel !== undefined) return openWheel(wheel);
  }
  const wanted = `${variant === "gpu" ? "tensorflow" : "tensorflow_cpu"}-${version ?? "VERSION"}-*.whl`;
  throw new CuredError(
    `--from ${folder}: no TensorFlow ${version === undefined ? "" : `${version} `}for this machine was found there`,
    [
      `accepted: a folder with ${wanted} for ${tags[0]} or older, or one in which TensorFlow is installed (site-packages)`,
      "dark-knowledge tensorflow --help says how to fetch the files elsewhere",
    ],
  );
}

/** The wheels of NVIDIA's libraries in a folder. */
export const givenNvidia = (folder: string, tags: readonly string[]): Promise<readonly string[]> =>
  wheelsIn(folder, /^nvidia_\w+-.*\.whl$/, tags);
