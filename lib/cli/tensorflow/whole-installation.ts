import path from "node:path";
import type { Context } from "../command";
import { CuredError } from "../cured-error";
import { type SelfTestResult, selfTest } from "../self-test/self-test";
import { installedNames } from "./folders";
import { damagedFiles, readManifest } from "./manifest";
import { TFJS_NODE } from "./npm-packages";
import type { Variant } from "./releases";

/**
 * An installation of that variant and version that is as it was installed, and works.
 * @param version undefined: any
 */
export async function wholeInstallation(
  folder: string,
  variant: Variant,
  version: string | undefined,
  { terminal, environment, signal }: Context,
): Promise<{ readonly folder: string; readonly result: SelfTestResult } | undefined> {
  for (const name of (await installedNames(folder)).toReversed()) {
    const at = path.join(folder, name);
    const manifest = await readManifest(at);
    if (manifest?.variant !== variant || (version ?? manifest.tensorflow) !== manifest.tensorflow) continue;
    if (manifest.package !== TFJS_NODE.spec) continue;
    terminal.print(`comparing ${at} with its checksums`);
    const [damaged] = await damagedFiles(at, manifest, "checksum");
    if (damaged !== undefined) {
      terminal.print(`${damaged} is not as it was installed: installing again`);
      continue;
    }
    try {
      return {
        folder: at,
        result: await selfTest("tensorflow", { ...environment, DARK_KNOWLEDGE_TENSORFLOW: at }, signal),
      };
    } catch (error) {
      if (!(error instanceof CuredError)) throw error;
      terminal.print(`${error.message}\ninstalling again`);
    }
  }
  return undefined;
}
