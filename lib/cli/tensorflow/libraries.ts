import { rm } from "node:fs/promises";
import path from "node:path";
import { byteProgress } from "../byte-progress";
import type { Context } from "../command";
import { CuredError } from "../cured-error";
import { type Distribution, distributionsIn, recordOf } from "./distribution";
import type { FileTree } from "./file-tree";
import { LIBRARIES } from "./native-module";
import { unpack } from "./unpack";

/** The headers that C programs of TensorFlow include, directly or not, and some more. */
const header = /^tensorflow\/include\/(?:.*\/)?(?:c|platform|tsl)\/.*\.(?:h|inc)$/;
/** What runs of NVIDIA's packages: libraries, and what XLA compiles with. */
const nvidia = /^nvidia\/[^/]+\/(?:lib|bin|nvvm)\//;

/** Bytes of some of a tree's files. */
const bytesOf = ({ files }: FileTree, names: readonly string[]): number =>
  names.reduce((sum, name) => sum + (files.get(name) ?? 0), 0);

export interface PutOptions {
  /** The installation that is being made. */
  readonly into: string;
  /** Where headers go, for the time of compiling. */
  readonly work: string;
}

/**
 * Puts TensorFlow's two libraries and what its package says of itself into an installation, and its headers aside.
 * @returns the package
 * @throws CuredError if the files lack them
 */
export async function putTensorflow(
  tree: FileTree,
  { into, work }: PutOptions,
  context: Context,
): Promise<Distribution> {
  const found = distributionsIn(tree).find(({ name }) => /^tensorflow(?:_cpu)?$/.test(name));
  const libraries = LIBRARIES.map((library) => `tensorflow/${library}`);
  const missing = libraries.find((library) => !tree.files.has(library));
  if (found === undefined || missing !== undefined) {
    throw new CuredError(`${tree.place} lacks ${missing ?? "tensorflow-VERSION.dist-info"}`, [
      "TensorFlow 2.12 or newer for Linux is accepted, as pip installs it",
    ]);
  }
  const { terminal, signal } = context;
  const record = await recordOf(tree, found);
  const about = [...tree.files.keys()].filter((file) => file.startsWith(`${found.about}/`) && isKept(file, record));
  const headers = [...tree.files.keys()].filter((file) => header.test(file));
  const total = bytesOf(tree, [...libraries, ...about]);
  const progress = byteProgress(terminal, "unpacking libtensorflow", total);
  await unpack(tree, [...libraries, ...about], { into, record, signal, progress });
  await unpack(tree, headers, { into: work, record, signal, progress: () => {} });
  terminal.status(undefined);
  return found;
}

/** What pip writes at an installation is in the list of checksums, too, or isn't needed. */
const isKept = (file: string, record: ReadonlyMap<string, string>): boolean =>
  record.has(file) || file.endsWith("/RECORD");

/** Puts the libraries of NVIDIA's packages among a tree's files where libtensorflow looks for them. */
export async function putNvidia(tree: FileTree, into: string, { terminal, signal }: Context): Promise<void> {
  for (const found of distributionsIn(tree).filter(({ name }) => name.startsWith("nvidia_"))) {
    const record = await recordOf(tree, found);
    const files = [...tree.files.keys()].filter(
      (file) => (nvidia.test(file) && record.has(file)) || (file.startsWith(`${found.about}/`) && isKept(file, record)),
    );
    const progress = byteProgress(terminal, `unpacking ${found.name} ${found.version}`, bytesOf(tree, files));
    await unpack(tree, files, { into, record, signal, progress });
  }
  terminal.status(undefined);
}

/** Closes a tree, and deletes it if it is a wheel that was downloaded into `work`. */
export async function discard(tree: FileTree, work: string): Promise<void> {
  tree.close();
  if (tree.place.startsWith(work + path.sep)) await rm(tree.place, { force: true });
}
