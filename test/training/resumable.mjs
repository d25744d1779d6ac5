// A run of `fit` with all that a checkpoint has to hold, written down after every step: dropout, batch norm, jitter,
// an adapter, Adam, a schedule that puts earlier weights back. Prints a line for each step, then history and weights.
// Arguments: the folder of the checkpoints, and the engine.
import { createHash } from "node:crypto";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const library = require("dark-knowledge");
const { adamW, fit, fitNets, hardLabels, mlp, reduceOnPlateau, shiftJitter, softTargets, splitOf } = library;
const { eagerEngine } = require("../../dist/compile/eager/eager-engine.js");
const { onnxEngine } = require("../../dist/compile/onnx/onnx-engine.js");
const { findInstallation } = require("../../dist/compile/tensorflow/installation.js");
const { tensorflowEngine } = require("../../dist/compile/tensorflow/tensorflow-engine.js");

const [folder, name] = process.argv.slice(2);
const engines = {
  onnx: () => onnxEngine({ threads: 1 }),
  eager: eagerEngine,
  tensorflow: () => tensorflowEngine(findInstallation(), { threads: 1 }),
};

/** Images of noise that is brighter in the rows of their class. */
function images(length, seed) {
  let state = seed;
  const noise = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 25;
  };
  const labels = Uint8Array.from({ length }, (_, i) => i % 3);
  const pixels = Uint8Array.from(
    { length: length * 36 },
    (_, i) => noise() + (Math.floor((i % 36) / 12) === labels[Math.floor(i / 36)] ? 60 : 0),
  );
  return splitOf({ name: "rows", pixels, labels, shape: [6, 6, 1], classes: ["a", "b", "c"] });
}

const net = (hidden, seed) =>
  mlp({ input: [6, 6, 1], classes: 3, hidden, seed, batchNorm: true, dropout: { input: 0.1, hidden: 0.2 } });
const student = net([7, 5], 1);
const history = await fit(student, images(100, 1), {
  teacher: net([9, 8], 2),
  validation: images(60, 2),
  objective: {
    hard: [(epoch) => 1 / epoch, hardLabels()],
    soft: [0.7, softTargets({ temperature: 4 })],
    hint: [1, fitNets([["hidden2", "hidden1"]], { seed: 3 })],
  },
  engine: engines[name](),
  epochs: 30,
  batchSize: 16,
  seed: 5,
  optimizer: adamW(0.05),
  schedule: reduceOnPlateau({ patience: 1, factor: 0.5 }),
  augment: shiftJitter({ pixels: 1, seed: 8 }),
  checkpoint: { folder, everySteps: 1 },
  resume: true,
  log: (line) => console.error(line),
  callbacks: [({ kind }) => void (kind === "step" && console.log("step"))],
});
const hash = createHash("sha256");
for (const weight of student.model.weights) hash.update(new Uint8Array(weight.read().dataSync().slice().buffer));
history.restoreBest();
for (const weight of student.model.weights) hash.update(new Uint8Array(weight.read().dataSync().slice().buffer));
console.log(JSON.stringify({ epochs: history.epochs, reason: history.reason, weights: hash.digest("hex") }));
