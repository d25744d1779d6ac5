// The distillation step of `fit`, all included: batches from bytes, teacher views by example, optimizer, history.
// Reads a number of steps per line from the standard input and answers with milliseconds per step.

import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const { adam, fit, hardLabels, mlp, mnist, softTargets, useEngine } = createRequire(import.meta.url)("dark-knowledge");
const [directory, threads] = process.argv.slice(2);
useEngine({ threads: Number(threads), log: () => {} });
const { train } = await mnist({ directory });
const net = (width, seed) => mlp({ input: [28, 28, 1], hidden: [width, width], classes: 10, batchNorm: true, seed });
const teacher = net(1200, 1);

// One long run of fit; it waits between rounds in its callback, where the clock stands still.
const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
let left = 0;
let round = 0;
let start = 0;
const pace = async (event) => {
  if (event.kind !== "step") return;
  if (left > 0 && --left > 0) return;
  if (round > 0) console.log((performance.now() - start) / round);
  const { value, done } = await lines.next();
  if (done) return "stop";
  [left, round, start] = [Number(value), Number(value), performance.now()];
};
await fit(net(800, 2), train, {
  teacher,
  epochs: 1000,
  batchSize: 64,
  seed: 3,
  optimizer: adam(1e-3),
  callbacks: [pace],
  log: () => {},
  objective: { hard: [0.3, hardLabels()], soft: [0.7, softTargets({ temperature: 20 })] },
});
