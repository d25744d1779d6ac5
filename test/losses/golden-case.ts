import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import * as tf from "../../lib/tensors/tf";

export type Nested = number | readonly Nested[];

/** A case of test/golden, see its README. */
export interface GoldenCase {
  readonly name: string;
  readonly variant: string;
  readonly options: Readonly<Record<string, number | string | boolean>>;
  readonly student: Nested;
  readonly teacher: Nested | null;
  readonly labels: readonly number[] | null;
  readonly loss: number;
  readonly grad: Nested;
  readonly extra?: Readonly<Record<string, Nested>> & {
    readonly parameters?: Readonly<Record<string, Nested>>;
    readonly gradParameters?: Readonly<Record<string, Nested>>;
  };
  readonly tolerance: {
    readonly loss: number;
    readonly gradOfMax: number;
    readonly lossIsAbsolute?: boolean;
    readonly gradIsAbsolute?: boolean;
  };
}

export function goldenCases(method: string): ReadonlyMap<string, GoldenCase> {
  const path = join(__dirname, "..", "golden", `${method}.json`);
  const { cases } = JSON.parse(readFileSync(path, "utf8")) as { readonly cases: readonly GoldenCase[] };
  return new Map(cases.map((each) => [each.name, each]));
}

export const tensorOf = (values: Nested): tf.Tensor => tf.tensor(values as tf.TensorLike);

/** The largest |found − expected|. */
export const deviation = (found: tf.Tensor, expected: Nested): number =>
  tf.tidy(() => tf.max(tf.abs(tf.sub(found, tensorOf(expected)))).dataSync()[0]!);

const largest = (values: Nested): number =>
  typeof values === "number" ? Math.abs(values) : Math.max(...values.map(largest));

export function expectLoss(found: tf.Tensor, { loss, tolerance }: GoldenCase, expected = loss): void {
  const scale = tolerance.lossIsAbsolute ? 1 : Math.abs(expected);
  expect(Math.abs(found.dataSync()[0]! - expected)).toBeLessThanOrEqual(tolerance.loss * scale);
}

export function expectGradient(found: tf.Tensor, { grad, tolerance }: GoldenCase, expected = grad): void {
  const scale = tolerance.gradIsAbsolute ? 1 : largest(expected);
  expect(deviation(found, expected)).toBeLessThanOrEqual(tolerance.gradOfMax * scale);
}

/** Checks the value of `loss` and its gradient by the case's student. */
export function expectGolden(golden: GoldenCase, loss: (student: tf.Tensor) => tf.Tensor): void {
  const { value, grad } = tf.valueAndGrad(loss)(tensorOf(golden.student));
  expectLoss(value, golden);
  expectGradient(grad, golden);
}
