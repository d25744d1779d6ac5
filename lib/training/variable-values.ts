import type { Net } from "../models/net";
import * as tf from "../tensors/tf";

/** Every weight of a net, moving averages too, in the order of the model. */
export const variablesOf = ({ model }: Net): readonly tf.Variable[] =>
  model.weights.map((weight) => weight.read() as tf.Variable);

/** A copy of the values of each variable. */
export async function copiesOf(variables: readonly tf.Variable[]): Promise<readonly Float32Array[]> {
  const copies: Float32Array[] = [];
  for (const variable of variables) copies.push((await variable.data<"float32">()).slice());
  return copies;
}

/**
 * Gives each variable the values at its place in the list.
 * @throws RangeError, before anything is changed, unless there are as many lists as variables, and as many values in each
 */
export function assignAll(variables: readonly tf.Variable[], values: readonly Float32Array[]): void {
  checkSizes(variables, values);
  for (const [i, variable] of variables.entries()) {
    const fresh = tf.tensor(values[i]!.slice(), variable.shape);
    variable.assign(fresh);
    fresh.dispose();
  }
}

/** @throws RangeError as `assignAll` */
export function checkSizes(variables: readonly tf.Variable[], values: readonly Float32Array[]): void {
  if (values.length !== variables.length) {
    throw new RangeError(`${values.length} arrays were given for ${variables.length} variables; one each is accepted`);
  }
  for (const [i, { name, size }] of variables.entries()) {
    const given = values[i]!.length;
    if (given !== size) throw new RangeError(`${given} values were given for ${name}, which has ${size}`);
  }
}
