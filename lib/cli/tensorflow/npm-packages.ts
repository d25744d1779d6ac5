import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { exists } from "../../files/exists";
import { lastLines, runChild } from "../child";
import type { Context } from "../command";
import { CuredError } from "../cured-error";
import { npmCall } from "../npm-call";
import { networkFault } from "./network-faults";

/** A package of the npm registry whose files are needed, and nothing that it depends on. */
export interface NpmPackage {
  readonly spec: string;
  /** What `npm pack` calls it. */
  readonly file: string;
  /** SHA-512 in base64, as the registry states it. */
  readonly sha512: string;
}

/** The kernels of TensorFlow.js on libtensorflow, and the source of their native module. */
export const TFJS_NODE: NpmPackage = {
  spec: "@tensorflow/tfjs-node-gpu@4.22.0",
  file: "tensorflow-tfjs-node-gpu-4.22.0.tgz",
  sha512: "p//NN6DGiN4hInUmIkRffaFVMcdTREUMjPyjW04J7OXvB2zBlQimj61eFKSgRrH3f5TnOfKzb0n56he/B6a4bw==",
};

/** The C headers of Node-API. */
export const NODE_HEADERS: NpmPackage = {
  spec: "node-api-headers@1.9.0",
  file: "node-api-headers-1.9.0.tgz",
  sha512: "2oNILP4jXwRB4ywnYKjVk1YyJ96n2D4EOVJO6S3oYZ5PtbJrw3Yt9TpAuX3nBLMuzn74rnfGQrv13pS9vC+YiA==",
};

/** The first of npm's errors, which say more than its last ones. */
const errorsIn = (output: string): string => {
  const errors = output.split("\n").filter((line) => /^npm (?:error|ERR!)/.test(line));
  return errors.length === 0 ? output : errors.slice(0, 5).join("\n");
};

async function pack({ spec, file }: NpmPackage, into: string, { environment, signal }: Context): Promise<void> {
  const [npm, ...words] = npmCall(environment);
  const ended = await runChild(npm, [...words, "pack", spec, "--pack-destination", into], { environment, signal });
  if (ended === undefined) {
    throw new CuredError("no npm was found, which downloads the native module's source", [
      "install Node's own npm, or put it on the path",
      `or bring ${file} from another machine: npm pack ${spec} there, --from FOLDER here`,
    ]);
  }
  if (ended.code === 0 && (await exists(path.join(into, file)))) return;
  const { problem, cure } = networkFault(ended.all, environment) ?? { problem: "", cure: ["try again"] };
  throw new CuredError(
    `npm pack ${spec} failed${problem && `: ${problem}`}; it says:\n${lastLines(errorsIn(ended.all))}`,
    [...cure, `or put ${file} into a folder and give it: --from FOLDER`],
  );
}

/**
 * Puts the file of a package into a folder, from another folder if that has it, else with npm, and unpacks it beside.
 * @param as the name of the folder that its files get
 * @throws CuredError if it can't be had, or is not the published one
 */
export async function fetchPackage(
  wanted: NpmPackage,
  { into, as, from }: { readonly into: string; readonly as: string; readonly from: string | undefined },
  context: Context,
): Promise<void> {
  const target = path.join(into, wanted.file);
  const given = from === undefined ? undefined : path.join(from, wanted.file);
  const isGiven = given !== undefined && (await exists(given));
  if (isGiven) await copyFile(given, target);
  else await pack(wanted, into, context);
  const sha512 = createHash("sha512")
    .update(await readFile(target))
    .digest("base64");
  if (sha512 !== wanted.sha512) {
    throw new CuredError(`${isGiven ? given : wanted.spec} has the SHA-512 ${sha512}; ${wanted.sha512} is accepted`, [
      `fetch it again: npm pack ${wanted.spec}`,
    ]);
  }
  const folder = path.join(into, as);
  await mkdir(folder);
  const words = ["-xzf", target, "-C", folder, "--strip-components=1", "--no-same-owner"];
  const ended = await runChild("tar", words, { environment: context.environment, signal: context.signal });
  if (ended?.code === 0) return;
  throw new CuredError(
    ended === undefined
      ? "no tar was found, which unpacks files"
      : `tar could not unpack ${target}:\n${lastLines(ended.all)}`,
    [ended === undefined ? "install tar" : "make room on the disk, and try again"],
  );
}
