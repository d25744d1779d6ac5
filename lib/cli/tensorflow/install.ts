import { mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { setImmediate as others } from "node:timers/promises";
import { installationsFolder } from "../../compile/tensorflow/installation";
import { lock } from "../../files/lock-file";
import type { Context } from "../command";
import { onDisk } from "../on-disk";
import { type SelfTestResult, selfTest } from "../self-test/self-test";
import { sizeText } from "../size-text";
import { type Compiler, findCompiler } from "./compiler";
import { type Found, fillLibraries } from "./fill-libraries";
import { folderSize } from "./folder-size";
import { clearLeftovers, keepOnly, newFolder, publish } from "./folders";
import { writeManifest } from "./manifest";
import { compileNativeModule } from "./native-module";
import { fetchPackage, NODE_HEADERS, TFJS_NODE } from "./npm-packages";
import { findPip } from "./pip";
import { type WheelPlatform, wheelPlatform } from "./platform";
import { DEFAULT_VERSION, SIZES, type Variant } from "./releases";
import { checkRoom } from "./room";
import { wholeInstallation } from "./whole-installation";

export interface Request {
  readonly variant: Variant;
  /** undefined: the default version, or whichever `from` has. */
  readonly version: string | undefined;
  /** A folder that the files are taken from instead of from package indexes. */
  readonly from: string | undefined;
  /** Whether an installation that is whole is made again. */
  readonly force: boolean;
}

export interface Installed {
  readonly folder: string;
  readonly result: SelfTestResult;
  /** Whether it was there already. */
  readonly before: boolean;
}

/**
 * Installs libtensorflow for this user: made in a hidden folder, tried, and only then put where `useEngine` looks, in one
 * step. Whatever fails, and whenever this process ends, what was there before stays in use until then.
 * @throws CuredError that says what is missing and how to get it
 */
export async function install(request: Request, context: Context): Promise<Installed> {
  const platform = wheelPlatform(request.variant);
  const folder = installationsFolder(context.environment);
  return onDisk(folder, () => installIn(folder, platform, request, context));
}

async function installIn(
  folder: string,
  platform: WheelPlatform,
  { variant, version, from, force }: Request,
  context: Context,
): Promise<Installed> {
  await mkdir(folder, { recursive: true });
  const unlock = await lock(path.join(folder, ".lock"), context.terminal.print);
  try {
    await clearLeftovers(folder);
    const wanted = version ?? (from === undefined ? DEFAULT_VERSION : undefined);
    // Whoever names a folder wants what is in it.
    const there = force || from !== undefined ? undefined : await wholeInstallation(folder, variant, wanted, context);
    if (there !== undefined) {
      await keepOnly(folder, path.basename(there.folder)); // a killed run may have left another one
      return { ...there, before: true };
    }
    const compiler = await findCompiler(context);
    const pip = from === undefined ? await findPip(context) : undefined;
    await checkRoom(folder, SIZES[variant].room);
    const made = await newFolder(folder, variant);
    try {
      await fetchPackage(TFJS_NODE, { into: made, as: "package", from }, context);
      await fetchPackage(NODE_HEADERS, { into: made, as: "node-headers", from }, context);
      const found = await fillLibraries({ made, variant, version: wanted, from, pip, platform }, context);
      const result = await finish(made, { variant, found, compiler }, context);
      const name = `${found.version}-${variant}`;
      return { folder: await publish(folder, made, name), result, before: false };
    } finally {
      await others(); // lets streams that were aborted close their files
      await rm(made, { recursive: true, force: true, maxRetries: 5 });
    }
  } finally {
    await unlock();
  }
}

interface Parts {
  readonly variant: Variant;
  readonly found: Found;
  readonly compiler: Compiler;
}

/** Adds the native module to the libraries, writes down what there is, and tries it. */
async function finish(made: string, { variant, found, compiler }: Parts, context: Context): Promise<SelfTestResult> {
  const { print } = context.terminal;
  print(`compiling the native module of ${TFJS_NODE.spec} with ${compiler.version}`);
  await compileNativeModule(made, found.headers, compiler, context);
  await rm(path.join(made, found.work), { recursive: true, force: true });
  print(`writing down the checksums of ${sizeText(await folderSize(made))}`);
  await writeManifest(made, {
    tensorflow: found.version,
    variant,
    package: TFJS_NODE.spec,
    compiler: compiler.version,
    node: process.version,
    installed: new Date().toISOString(),
  });
  print("training a small net with it");
  return selfTest("tensorflow", { ...context.environment, DARK_KNOWLEDGE_TENSORFLOW: made }, context.signal);
}
