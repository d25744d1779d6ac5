import { describe } from "vitest";
import { defaultThreads, type Engine } from "../../../lib/compile/engine";
import type { Binding } from "../../../lib/compile/tensorflow/binding";
import { findInstallation } from "../../../lib/compile/tensorflow/installation";
import { libraryOf } from "../../../lib/compile/tensorflow/library";
import { tensorflowEngine } from "../../../lib/compile/tensorflow/tensorflow-engine";

const installation = findInstallation();

/** The engine on the libtensorflow that is installed on this machine; undefined where none is. */
export const installedEngine: Engine | undefined =
  installation === undefined ? undefined : tensorflowEngine(installation);

/** Tests that need libtensorflow: reported as skipped where it is not installed. */
export const describeInstalled = (name: string, tests: (engine: Engine) => void): void => {
  describe.skipIf(installedEngine === undefined)(name, () => tests(installedEngine as Engine));
};

/** The library's own module. Only for tests of `describeInstalled`. */
export const installedBinding = (): Binding => libraryOf(installation as never, defaultThreads()).binding;
