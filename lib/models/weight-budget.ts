import * as tf from "../tensors/tf";

/** What a layer calls to make one of its weights. */
type AddWeight = (name: string, shape: readonly (number | null)[], ...more: readonly unknown[]) => tf.LayerVariable;

/**
 * Makes layers whose weights have at most `count` numbers in all: a description of a model that announces more than its
 * file of weights holds gets no memory for them.
 * @param make makes them before it first waits
 * @throws RangeError from within `make`, at the first weight beyond
 */
export function withWeightBudget<Result>(count: number, make: () => Result): Result {
  const prototype = tf.layers.Layer.prototype as unknown as { addWeight: AddWeight };
  const { addWeight } = prototype;
  let left = count;
  prototype.addWeight = function (this: tf.layers.Layer, name, shape, ...more) {
    const size = shape.reduce<number>((product, extent) => product * (extent ?? Number.NaN), 1);
    left -= size;
    if (!(left >= 0)) {
      throw new RangeError(
        `the weight "${name}" of layer "${this.name}" has the shape [${shape.join(", ")}]; all weights together have ` +
          `${count} numbers`,
      );
    }
    return addWeight.call(this, name, shape, ...more);
  };
  try {
    return make();
  } finally {
    prototype.addWeight = addWeight;
  }
}
