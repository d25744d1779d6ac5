import { text } from "node:stream/consumers";
import { CuredError } from "../cured-error";
import type { FileTree } from "./file-tree";

/** A Python package among the files of a tree. */
export interface Distribution {
  /** As in file names, e.g. `tensorflow_cpu`. */
  readonly name: string;
  readonly version: string;
  /** The folder with what is known about it. */
  readonly about: string;
}

/** The packages of a tree, by their folders `NAME-VERSION.dist-info`. */
export function distributionsIn({ files }: FileTree): readonly Distribution[] {
  const folders = new Set([...files.keys()].map((file) => file.split("/")[0] as string));
  return [...folders].flatMap((about) => {
    const [, name, version] = /^([\w.]+)-([^-]+)\.dist-info$/.exec(about) ?? [];
    return name === undefined || version === undefined ? [] : [{ name, version, about }];
  });
}

/**
 * The SHA-256, in base64url, of every file of a package, from its list RECORD (Python Packaging User Guide, "Recording
 * installed projects").
 */
export async function recordOf(tree: FileTree, { about }: Distribution): Promise<ReadonlyMap<string, string>> {
  const file = `${about}/RECORD`;
  if (!tree.files.has(file)) {
    throw new CuredError(`${tree.place} lacks ${file}, the list of checksums`, ["install or download it again"]);
  }
  const lines = (await text(await tree.read(file))).split(/\r?\n/);
  return new Map(
    lines.flatMap((line) => {
      const [, name, sha256] = /^"?(.+?)"?,sha256=([\w-]+),\d*$/.exec(line) ?? [];
      return name === undefined || sha256 === undefined ? [] : [[name, sha256] as const];
    }),
  );
}

/** What an extra of a package requires, as pip takes it: `["nvidia-nccl-cu12<3.0,>=2.27.7"]`. */
export async function requirementsOf(
  tree: FileTree,
  { about }: Distribution,
  extra: string,
): Promise<readonly string[]> {
  const lines = (await text(await tree.read(`${about}/METADATA`))).split(/\r?\n/);
  return lines.flatMap((line) => {
    const [, requirement, marker] = /^Requires-Dist: ([^;]+?)\s*; ?(.*)$/.exec(line) ?? [];
    return requirement !== undefined && marker === `extra == "${extra}"` ? [requirement.replace(/[ ()]/g, "")] : [];
  });
}
