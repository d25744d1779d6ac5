import { afterAll, beforeAll, expect, it } from "vitest";
import { compile } from "../../../../lib/compile/compile";
import type { Engine } from "../../../../lib/compile/engine";
import { onnxEngine } from "../../../../lib/compile/onnx/onnx-engine";
import type { HostTensor, HostValues } from "../../../../lib/tensors/host-tensor";
import * as tf from "../../../../lib/tensors/tf";
import { type Case, CaseRun } from "./case";

const largest = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/** Asserts equal types and shapes, and values within `tolerance` of the largest magnitude. */
export function expectSame(actual: HostTensor, expected: HostTensor, tolerance: number, who: string): void {
  expect(actual.values.constructor.name, who).toBe(expected.values.constructor.name);
  expect(actual.shape, who).toEqual(expected.shape);
  const bound = expected.values instanceof Float32Array ? tolerance * largest(expected.values) : 0;
  for (const [i, value] of expected.values.entries()) {
    const other = actual.values[i] as number;
    if (Object.is(other, value) || Math.abs(other - value) <= bound) continue;
    expect.fail(`${who}, element ${i}: ${other} was computed, ${value} ± ${bound} is right`);
  }
}

/** A test per case: compiled, it gives what the eager cpu backend gives, forward and backward. */
export function checkCases(cases: readonly Case[], engine: Engine = onnxEngine({ threads: 1 })): void {
  let [actual, expected]: Readonly<Record<string, HostTensor>>[] = [];
  const run = new CaseRun(cases);
  const compiled = compile(run.body, { engine, name: "cases" });

  beforeAll(async () => {
    const tensors = tf.tidy(() => {
      const fed = Object.entries(run.fed).map(([name, { values, shape }]) => [
        name,
        tf.tensor(values, [...shape], "int32"),
      ]);
      return run.oracle(Object.fromEntries(fed));
    });
    expected = Object.fromEntries(
      Object.entries(tensors).map(([name, tensor]) => [name, { values: typed(tensor), shape: tensor.shape }]),
    );
    actual = await compiled(run.fed as never);
  }, 60_000);
  afterAll(async () => {
    await compiled.dispose();
    run.dispose();
  });

  it.each(cases.map(({ name }, index) => [name, index] as const))(
    "%s is the same as in TensorFlow.js",
    (name, index) => {
      const keys = Object.keys(expected!).filter((key) => key.startsWith(`${index}: `));
      expect(keys.length).toBeGreaterThan(0);
      for (const key of keys) {
        expectSame(actual![key]!, expected![key]!, cases[index]!.tolerance ?? 1e-5, `${name}, ${key}`);
      }
    },
  );
}

/** The values in the array type of the tensor's own type; tfjs itself has a Float32Array in some int32 tensors. */
function typed(tensor: tf.Tensor): HostValues {
  const values = tensor.dataSync();
  return tensor.dtype === "int32"
    ? Int32Array.from(values)
    : tensor.dtype === "bool"
      ? Uint8Array.from(values)
      : Float32Array.from(values);
}
