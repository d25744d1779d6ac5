import { describe } from "vitest";
import type { Engine } from "../../../lib/compile/engine";
import { findInstallation } from "../../../lib/compile/tensorflow/installation";
import { tensorflowEngine } from "../../../lib/compile/tensorflow/tensorflow-engine";

const installation = findInstallation();

/** The engine on the libtensorflow that is installed on this machine; undefined where none is. */
export const installedEngine: Engine | undefined =
  installation === undefined ? undefined : tensorflowEngine(installation);

/** Tests that need libtensorflow: reported as skipped where it is not installed. */
export const describeInstalled = (name: string, tests: (engine: Engine) => void): void => {
  describe.skipIf(installedEngine === undefined)(name, () => tests(installedEngine as Engine));
};
