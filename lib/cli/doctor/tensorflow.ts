import { findInstallation, type Installation } from "../../compile/tensorflow/installation";
import { findPeerPackage } from "../../compile/tensorflow/peer-package";
import type { Context } from "../command";
import { CuredError } from "../cured-error";
import { selfTest } from "../self-test/self-test";
import { selfTestText } from "../self-test/text";
import { sizeText } from "../size-text";
import { damagedFiles, readManifest } from "../tensorflow/manifest";
import { wheelPlatform } from "../tensorflow/platform";
import { SIZES } from "../tensorflow/releases";
import type { Check, Finding } from "./check";

const again = ["install it again: dark-knowledge tensorflow"];

/** What to say where there is none: how to get it, or that there is none for this machine. */
function absent(): Finding {
  try {
    wheelPlatform("cpu");
  } catch (error) {
    if (!(error instanceof CuredError)) throw error;
    return { state: "note", text: `not installed: ${error.message}. ONNX Runtime is the engine` };
  }
  const { download, installed } = SIZES.cpu;
  return {
    state: "note",
    text: "not installed; ONNX Runtime is the engine",
    cure: [
      `faster for convolutional nets: npx dark-knowledge tensorflow (${sizeText(download)} to download, ${sizeText(installed)} on the disk)`,
    ],
  };
}

async function present({ folder, variant }: Installation, { environment, signal }: Context): Promise<Finding> {
  const manifest = await readManifest(folder);
  const [damaged] = manifest === undefined ? [] : await damagedFiles(folder, manifest, "length");
  if (damaged !== undefined) {
    return { state: "wrong", text: `${folder}: ${damaged} is not as it was installed`, cure: again };
  }
  const result = await selfTest("tensorflow", environment, signal);
  const text = `${selfTestText(result)} (${folder})`;
  if (variant === "cpu" || manifest === undefined || result.engine.includes("the GPU")) return { state: "right", text };
  return {
    state: "note",
    text,
    cure: ["it is the build for GPUs, and none was found: is NVIDIA's driver there (nvidia-smi)?"],
  };
}

export const tensorflow: Check = {
  name: "libtensorflow",
  look: async (context) => {
    const installation = findInstallation(context.environment) ?? findPeerPackage();
    return installation === undefined ? absent() : present(installation, context);
  },
};
