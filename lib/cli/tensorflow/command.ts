import { installationsFolder } from "../../compile/tensorflow/installation";
import { command } from "../command";
import { exitCode } from "../exit-code";
import { about } from "./about";
import { install } from "./install";
import { DEFAULT_VERSION } from "./releases";
import { remove } from "./remove";
import { checkRequest } from "./request";

/** `dark-knowledge tensorflow`. */
export const tensorflow = command({
  about,
  options: {
    gpu: { type: "boolean", help: "the build with CUDA, and NVIDIA's libraries: Linux on x64, 3.4 GB to download" },
    version: { type: "string", value: "VERSION", help: `of TensorFlow, from 2.12.0; default ${DEFAULT_VERSION}` },
    from: {
      type: "string",
      value: "FOLDER",
      help: "take the files from a folder instead of from PyPI and npm (see above)",
    },
    force: { type: "boolean", help: "install again, although what is there is whole and works" },
    remove: { type: "boolean", help: "remove what this command has installed for this user" },
  },
  run: async (given, context) => {
    checkRequest(given);
    const { terminal, environment } = context;
    if (given.remove) return remove(context);
    const started = performance.now();
    const { gpu, version, from, force } = given;
    const { folder, result, before } = await install({ variant: gpu ? "gpu" : "cpu", version, from, force }, context);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const { engine, steps, firstLoss, lastLoss } = result;
    const loss = `loss ${firstLoss.toFixed(3)} → ${lastLoss.toFixed(3)} in ${steps} steps`;
    terminal.print(`${before ? "already installed" : `installed in ${seconds} s`}: ${folder}`);
    terminal.print(`it trains: ${engine}; ${loss}, as TensorFlow.js itself`);
    terminal.print("useEngine() takes it from now on, in every project of this user");
    if (gpu && !engine.includes("the GPU")) {
      terminal.print("! no GPU was found, so it computes on the CPU: is NVIDIA's driver there (nvidia-smi)?");
    }
    const named = environment.DARK_KNOWLEDGE_TENSORFLOW;
    if (named) {
      terminal.print(`! DARK_KNOWLEDGE_TENSORFLOW is set, so useEngine() takes ${named} instead: unset it to use`);
      terminal.print(`  what is in ${installationsFolder(environment)}`);
    }
    return exitCode.ok;
  },
});
