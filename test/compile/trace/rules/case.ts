import type { Feeds, Results } from "../../../../lib/compile/feeds";
import { type HostTensor, sizeOf } from "../../../../lib/tensors/host-tensor";
import { randomStream } from "../../../../lib/tensors/random";
import * as tf from "../../../../lib/tensors/tf";

/** What is drawn for one input: numbers in [low, high). */
export interface Draw {
  readonly shape: readonly number[];
  readonly type: "float32" | "int32" | "bool";
  readonly low: number;
  readonly high: number;
  /** Whole numbers in float32, so that there are ties, zeros and exact quotients. */
  readonly whole?: true;
}

/** One use of an operation, to be the same compiled and in plain TensorFlow.js. */
export interface Case {
  /** The operation and what is particular about this use. */
  readonly name: string;
  readonly inputs: readonly Draw[];
  readonly compute: (...inputs: tf.Tensor[]) => tf.Tensor | readonly tf.Tensor[];
  /** What is right where tfjs' cpu backend is wrong: the same, computed otherwise. */
  readonly oracle?: Case["compute"];
  /** false where tfjs has no gradient; by default it is compared for every float32 input. */
  readonly gradient?: false;
  /** Relative to the largest magnitude of the tensor; 1e-5 where absent. */
  readonly tolerance?: number;
}

export const float = (shape: readonly number[], low = -2, high = 2): Draw => ({ shape, type: "float32", low, high });
export const wholeFloat = (shape: readonly number[], low = -3, high = 4): Draw => ({
  ...float(shape, low, high),
  whole: true,
});
export const int = (shape: readonly number[], low = -5, high = 6): Draw => ({ shape, type: "int32", low, high });
export const bool = (shape: readonly number[]): Draw => ({ shape, type: "bool", low: 0, high: 2 });

/** Inputs of cases, ready for use: float32 as variables, int32 and bool as feeds. */
export class CaseRun {
  readonly fed: Record<string, HostTensor> = {};
  readonly variables: tf.Variable[] = [];
  readonly #inputs: ((feeds: Feeds) => tf.Tensor)[][];
  readonly cases: readonly Case[];

  constructor(cases: readonly Case[]) {
    this.cases = cases;
    this.#inputs = cases.map(({ inputs }, i) => inputs.map((draw, k) => this.#prepared(draw, i, k)));
  }

  #prepared({ shape, type, low, high, whole }: Draw, index: number, place: number): (feeds: Feeds) => tf.Tensor {
    const { uniform } = randomStream(7, "values", index, place);
    const rounded = type !== "float32" || whole === true;
    const numbers = Array.from({ length: sizeOf(shape) }, (_, i) => {
      const number = low + uniform(i) * (high - low);
      return rounded ? Math.floor(number) : number;
    });
    if (type === "float32") {
      const variable = tf.variable(tf.tensor(numbers, [...shape], "float32"));
      this.variables.push(variable);
      return () => variable;
    }
    const name = `input ${index} ${place}`;
    this.fed[name] = { values: Int32Array.from(numbers), shape };
    return (feeds) => (type === "bool" ? tf.cast(feeds[name] as tf.Tensor, "bool") : (feeds[name] as tf.Tensor));
  }

  /** Computes every case and its gradients; the results are named by case. */
  readonly body = (feeds: Feeds): Results => this.#results(feeds, ({ compute }) => compute);

  /** The same as it is right, for eager execution. */
  readonly oracle = (feeds: Feeds): Results => this.#results(feeds, ({ compute, oracle }) => oracle ?? compute);

  #results(feeds: Feeds, computeOf: (one: Case) => Case["compute"]): Results {
    const results: Record<string, tf.Tensor> = {};
    this.cases.forEach((one, index) => {
      const inputs = this.#inputs[index]!.map((input) => input(feeds));
      const computed = (): tf.Tensor[] => [computeOf(one)(...inputs)].flat() as tf.Tensor[];
      computed().forEach((output, k) => {
        results[`${index}: output ${k}`] = output;
      });
      const variables = inputs.filter((input) => input instanceof tf.Variable);
      if (one.gradient === false || variables.length === 0) return;
      const { grads } = tf.variableGrads(() => weightedSum(computed()), variables);
      variables.forEach((variable, k) => {
        const gradient = grads[variable.name];
        if (gradient) results[`${index}: gradient ${k}`] = gradient;
      });
    });
    return results;
  }

  dispose(): void {
    tf.dispose(this.variables);
  }
}

/** Σ w · output with weights all different, so that no two errors cancel. */
function weightedSum(outputs: readonly tf.Tensor[]): tf.Scalar {
  const sums = outputs
    .filter(({ dtype }) => dtype === "float32")
    .map((output, k) => {
      const { uniform } = randomStream(8, "weights", k);
      const weights = Float32Array.from({ length: output.size }, (_, i) => uniform(i) - 0.4);
      return tf.sum(tf.mul(output, tf.tensor(weights, output.shape)));
    });
  return sums.reduce((sum, next) => tf.add(sum, next)) as tf.Scalar;
}
