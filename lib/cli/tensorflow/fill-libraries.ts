import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Context } from "../command";
import { CuredError } from "../cured-error";
import { sizeText } from "../size-text";
import { distributionsIn, requirementsOf } from "./distribution";
import { downloadWheels } from "./download-wheels";
import type { FileTree } from "./file-tree";
import { givenNvidia, givenTensorflow, openWheel } from "./given-files";
import { discard, putNvidia, putTensorflow } from "./libraries";
import type { Pip } from "./pip";
import type { WheelPlatform } from "./platform";
import { DEFAULT_VERSION, SIZES, type Variant } from "./releases";

export interface Fill {
  /** The installation that is being made. */
  readonly made: string;
  readonly variant: Variant;
  readonly version: string | undefined;
  readonly from: string | undefined;
  /** Only needed without `from`. */
  readonly pip: Pip | undefined;
  readonly platform: WheelPlatform;
}

/** What was put into an installation. */
export interface Found {
  /** TensorFlow's. */
  readonly version: string;
  /** A folder of the installation for the time of making it. */
  readonly work: string;
  /** TensorFlow's headers, all of them, from the installation. */
  readonly headers: string;
}

const WORK = ".work";

/** Bytes of a download of TensorFlow alone, roughly. */
const tensorflowBytes = (variant: Variant): number => (variant === "cpu" ? SIZES.cpu.download : 572e6);

async function tensorflowTree(fill: Fill, work: string, context: Context): Promise<FileTree> {
  const { variant, version = DEFAULT_VERSION, from, pip, platform } = fill;
  const { distribution, tags } = platform;
  const { download, installed } = SIZES[variant];
  if (pip === undefined || from !== undefined) {
    context.terminal.print(`libtensorflow (${variant}) from ${from}: ${sizeText(installed)} on the disk`);
    return givenTensorflow(from as string, { variant, version: fill.version, tags });
  }
  context.terminal.print(
    `libtensorflow ${version} (${variant}) from PyPI's ${distribution}: about ${sizeText(download)} to download, ` +
      `${sizeText(installed)} on the disk`,
  );
  const total = tensorflowBytes(variant);
  const what = `${distribution} ${version}`;
  const [wheel] = await downloadWheels(
    [`${distribution}==${version}`],
    { into: work, tags, what, total, pip },
    context,
  );
  return openWheel(wheel as string);
}

async function addNvidia(fill: Fill, tree: FileTree, work: string, context: Context): Promise<void> {
  const { made, from, pip, platform } = fill;
  const { tags } = platform;
  const isInstalled = distributionsIn(tree).some(({ name }) => name.startsWith("nvidia_"));
  if (isInstalled) return putNvidia(tree, made, context);
  const needed = await requirementsOf(tree, tensorflowIn(tree), "and-cuda");
  const total = SIZES.gpu.download - tensorflowBytes("gpu");
  const into = path.join(work, "nvidia");
  const wheels =
    pip === undefined || from !== undefined
      ? await givenNvidia(from as string, tags)
      : await downloadWheels(needed, { into, tags, what: "NVIDIA's libraries", total, pip }, context);
  const names = needed.map((requirement) => (/^[\w-]+/.exec(requirement)?.[0] ?? "").replaceAll("-", "_"));
  const missing = names.filter((name) => !wheels.some((wheel) => path.basename(wheel).startsWith(`${name}-`)));
  if (missing.length > 0) {
    throw new CuredError(`--from ${from} lacks wheels of ${missing.join(", ")}`, [
      "put them there: dark-knowledge tensorflow --help says how to fetch them",
    ]);
  }
  for (const wheel of wheels) {
    const opened = await openWheel(wheel);
    await putNvidia(opened, made, context);
    await discard(opened, work);
  }
}

const tensorflowIn = (tree: FileTree) => {
  const found = distributionsIn(tree).find(({ name }) => /^tensorflow(?:_cpu)?$/.test(name));
  if (found === undefined)
    throw new CuredError(`${tree.place} holds no tensorflow-VERSION.dist-info`, ["install it again"]);
  return found;
};

/**
 * Puts libtensorflow into an installation, and NVIDIA's libraries where it is for GPUs.
 * @throws CuredError if they can't be had
 */
export async function fillLibraries(fill: Fill, context: Context): Promise<Found> {
  const work = path.join(fill.made, WORK);
  await mkdir(work);
  const tree = await tensorflowTree(fill, work, context);
  const { version } = await putTensorflow(tree, { into: fill.made, work }, context);
  if (fill.version !== undefined && version !== fill.version) {
    throw new CuredError(`--from ${fill.from} holds TensorFlow ${version}; ${fill.version} was asked for`, [
      "leave --version away, or name another folder",
    ]);
  }
  if (fill.variant === "gpu") await addNvidia(fill, tree, work, context);
  await discard(tree, work);
  return { version, work: WORK, headers: `${WORK}/tensorflow/include` };
}
