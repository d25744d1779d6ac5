import { batches } from "../datasets/batches";
import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import { forward } from "./forward";

const WARM_UP = 5;
const RUNS = 50;

/** The median time in milliseconds of one image through the compiled forward pass, over 50 images one by one. */
export async function millisecondsPerImage(net: Net, split: Split): Promise<number> {
  const pass = forward(net, []);
  const times: number[] = [];
  try {
    for (const { pixels } of batches(split, { batchSize: 1 })) {
      const start = performance.now();
      await pass.of(pixels);
      times.push(performance.now() - start);
      if (times.length === WARM_UP + RUNS) break;
    }
  } finally {
    await pass.dispose();
  }
  const sorted = times.slice(Math.min(WARM_UP, times.length - 1)).sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}
