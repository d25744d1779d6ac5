import * as tf from "../tensors/tf";
import type { Pair, Shapes, Term } from "./term";

/** Makes two features comparable, with variables that are trained beside the student. Features are [batch, …]. */
export interface Adapter {
  readonly apply: (student: tf.Tensor, teacher: tf.Tensor) => readonly [student: tf.Tensor, teacher: tf.Tensor];
  readonly variables: readonly tf.Variable[];
}

export interface FeatureMethod<S extends string, T extends string> {
  /** Of the method, for messages. */
  readonly name: string;
  readonly pairs: readonly Pair<S, T>[];
  /**
   * Called once per pair when the term is bound; without it the features are compared as they are.
   * @param pair the position in `pairs`, so that pairs of equal shapes can start from different weights
   */
  readonly adapt?: (shapes: Shapes, pair: number) => Adapter;
  /**
   * A scalar, a mean over the batch; pure tfjs.
   * @param pair the position in `pairs`
   */
  readonly compare: (student: tf.Tensor, teacher: tf.Tensor, pair: number) => tf.Scalar;
}

const identity: Adapter = { apply: (student, teacher) => [student, teacher], variables: [] };

/**
 * A term of the form "adapt, then compare pair by pair": L = Σ over pairs of compare(adapt(student, teacher)).
 * @throws RangeError if there is no pair; from `bind` if the shapes are not one per pair
 */
export function featureTerm<S extends string, T extends string>(method: FeatureMethod<S, T>): Term<S, T> {
  const { name, pairs, compare } = method;
  if (pairs.length === 0) throw new RangeError(`${name}: no pair of taps was given; at least one is accepted`);
  return {
    name,
    needsTeacher: true,
    pairs,
    bind(shapes) {
      const adapters = adaptersOf(method, shapes);
      return {
        variables: adapters.flatMap(({ variables }) => variables),
        loss: ({ student, teacher }) =>
          pairs
            .map(([s, t], i) => compare(...adapters[i]!.apply(student.features[s], teacher.features[t]), i))
            .reduce((sum, loss) => tf.add(sum, loss)),
      };
    },
  };
}

function adaptersOf<S extends string, T extends string>(
  { name, pairs, adapt }: FeatureMethod<S, T>,
  shapes: readonly Shapes[],
): readonly Adapter[] {
  if (shapes.length !== pairs.length) {
    throw new RangeError(`${name}: shapes of ${shapes.length} pairs were given; those of ${pairs.length} are accepted`);
  }
  const adapters: Adapter[] = [];
  try {
    for (const [pair, shape] of shapes.entries()) adapters.push(adapt?.(shape, pair) ?? identity);
  } catch (error) {
    for (const { variables } of adapters) tf.dispose([...variables]); // of the pairs before the one that is refused
    throw error;
  }
  return adapters;
}
