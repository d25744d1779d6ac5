import { expect, it } from "vitest";
import { checkAgainstRecording } from "../../../lib/compile/tensorflow/check";
import type { Recording } from "../../../lib/compile/tensorflow/record";
import type { Task } from "../../../lib/compile/trace/trace";
import type { HostValues } from "../../../lib/tensors/host-tensor";

const task: Task = { name: "f", body: () => ({}) };
const minimising = { ...task, minimize: { loss: "loss", variables: [] } };
const weight = { name: "weight" } as never;

/** A recording whose outputs are named after what they hold. */
const recording = (loss: HostValues, other: HostValues, gradient: HostValues): Recording => ({
  nodes: [],
  feeds: new Map(),
  masks: [],
  variables: new Map(),
  assigned: new Map(),
  gradients: new Map([[weight, { output: "gradient", values: gradient }]]),
  results: new Map([
    ["loss", { output: "loss", values: loss }],
    ["other", { output: "other", values: other }],
  ]),
});

const recorded = recording(Float32Array.of(2), Float32Array.of(1, Number.NaN), Float32Array.of(1, -3));

/** Runs a graph that computes these values. */
const graph = (values: Readonly<Record<string, readonly number[]>>) => (outputs: readonly string[]) =>
  outputs.map((name) => ({ values: Float32Array.from(values[name]!), shape: [values[name]!.length] }));

const same = { loss: [2], other: [1, Number.NaN], gradient: [1, -3] };

it("lets rounding pass, and values that are no number in both", () => {
  expect(() => checkAgainstRecording(task, recorded, graph(same))).not.toThrow();
  const rounded = { ...same, gradient: [1.000001, -3.00001] };
  expect(() => checkAgainstRecording(minimising, recorded, graph(rounded))).not.toThrow();
});

it("lets the noise of a gradient that is 0 pass", () => {
  const noise = recording(Float32Array.of(2), Float32Array.of(), Float32Array.of(1e-8, -2e-8));
  expect(() => checkAgainstRecording(minimising, noise, graph({ ...same, gradient: [-3e-8, 0] }))).not.toThrow();
});

it.each([
  ['the result "loss"', { loss: [2.1] }],
  ["the gradient of weight", { gradient: [1, 3] }],
  ["the gradient of weight", { gradient: [1, Number.NaN] }],
])("names what differs: %s", (what, different) => {
  expect(() => checkAgainstRecording(minimising, recorded, graph({ ...same, ...different }))).toThrow(
    `compile f: ${what} of the graph is not that of eager execution on the same feeds`,
  );
});

it("looks at what training depends on, and without training at everything that is returned", () => {
  const different = graph({ ...same, other: [5, 5] });
  expect(() => checkAgainstRecording(minimising, recorded, different)).not.toThrow();
  expect(() => checkAgainstRecording(task, recorded, different)).toThrow('the result "other"');
});

it("runs nothing where there is nothing to compare", () => {
  const whole = { ...recording(Int32Array.of(1), Uint8Array.of(1), Int32Array.of(1)) };
  checkAgainstRecording(task, whole, () => expect.fail("the graph was run"));
});
