import { cache } from "./cache";
import type { Check } from "./check";
import { device } from "./device";
import { mnistData } from "./mnist-data";
import { node } from "./node";
import { npm } from "./npm";
import { onnx } from "./onnx";
import { tensorflow } from "./tensorflow";
import { threads } from "./threads";

/** Everything that is looked at, in this order: a new check is a file and a line here. */
export const checks: readonly Check[] = [node, npm, device, threads, onnx, tensorflow, mnistData, cache];
