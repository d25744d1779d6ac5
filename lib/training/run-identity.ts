import { createHash } from "node:crypto";
import type { Split } from "../datasets/split";
import type { Net } from "../models/net";
import type { FitOptions } from "./fit-options";
import { type Summand, weightAt } from "./objective";
import { constant, type Schedule } from "./schedules";
import { type Nets, trialOf } from "./term-trial";
import { variablesOf } from "./variable-values";

/** What a run is, part by part, in words: runs with equal words have equal histories on one engine and machine. */
export type RunIdentity = Readonly<Record<string, string>>;

const DIGITS = 12;
const digest = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, DIGITS);
};

/** The layers and the shapes of their weights; names are left out, as TensorFlow.js counts them up in a process. */
function structureOf({ model }: Net): string {
  const layers = model.layers.map((layer) => {
    const { name: _, ...config } = layer.getConfig();
    return [layer.getClassName(), config, layer.weights.map(({ shape }) => shape)];
  });
  return `${model.countParams().toLocaleString("en")} parameters, structure ${digest(JSON.stringify(layers))}`;
}

async function weightsText(net: Net | undefined): Promise<string> {
  if (net === undefined) return "none";
  const weights: Uint8Array[] = [];
  for (const variable of variablesOf(net)) {
    const { buffer, byteOffset, byteLength } = await variable.data();
    weights.push(new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
  }
  return `${structureOf(net)}, weights ${digest(...weights)}`;
}

const splitText = (split: Split | undefined): string =>
  split === undefined
    ? "none"
    : `${split.length.toLocaleString("en")} examples "${split.name}", bytes ${digest(split.pixels, split.labels)}`;

function termText<S extends string, T extends string>(
  summand: Summand<S, T>,
  nets: Nets<S, T>,
  epochs: number,
): string {
  const { name, weight, term } = summand;
  const weights = Array.from({ length: epochs }, (_, i) => weightAt(name, weight, i + 1));
  const times = typeof weight === "number" ? weight : `(${weights[0]} … ${weights.at(-1)}, ${digest(weights.join())})`;
  const pairs = term.pairs.map(([s, t]) => `${s}–${t}`).join(", ");
  return `${times} · ${term.name}${pairs === "" ? "" : ` of ${pairs}`} (${trialOf(summand, nets)} on a trial input)`;
}

function scheduleText({ name, factor }: Schedule, steps: number): string {
  const at = [1, Math.ceil(steps / 2), steps].map((step) => factor({ step, steps, rows: [] }));
  return `${name}, factors ${at.join(", ")}`;
}

/** What a run of `fit` is, by the names of its options. */
export async function runIdentity<S extends string, T extends string, Name extends string>(
  student: Net<S>,
  train: Split,
  summands: readonly Summand<S, T>[],
  options: FitOptions<S, T, Name>,
): Promise<RunIdentity> {
  const { teacher, validation, optimizer, schedule = constant(), epochs, batchSize, seed, augment } = options;
  const { name, learningRate, rule } = optimizer;
  return {
    student: structureOf(student),
    teacher: await weightsText(teacher),
    ...Object.fromEntries(
      summands.map((each) => [`the term "${each.name}"`, termText(each, { student, teacher }, epochs)]),
    ),
    "training data": splitText(train),
    "validation data": splitText(validation),
    augmentation: augment?.name ?? "none",
    optimizer: `${name} ${JSON.stringify({ learningRate, ...rule })}`,
    schedule: scheduleText(schedule, epochs * Math.ceil(train.length / batchSize)),
    epochs: String(epochs),
    batchSize: String(batchSize),
    seed: String(seed),
  };
}

/** How two runs differ, a line for each part: "epochs: 3 there, 4 here". */
export function differences(there: RunIdentity, here: RunIdentity): readonly string[] {
  const parts = [...new Set([...Object.keys(there), ...Object.keys(here)])];
  return parts
    .filter((part) => there[part] !== here[part])
    .map((part) => `${part}: ${there[part] ?? "none"} there, ${here[part] ?? "none"} here`);
}
