import { type NamedTensorMap, type Scalar, type Variable, variableGrads } from "../tensors/tf";
import type { Results } from "./feeds";

/** The result that is minimised. */
function lossOf(name: string, results: Results, key: string): Scalar {
  const loss = results[key];
  if (loss === undefined || loss.rank !== 0) {
    const given = loss === undefined ? "no such result" : `a tensor [${loss.shape.join(", ")}]`;
    throw new TypeError(`compile ${name}: minimize names the result "${key}", which is ${given}; a scalar is accepted`);
  }
  return loss as Scalar;
}

/**
 * Runs the body of the function called `name` and takes the gradients of its loss, by the variable's name; one that
 * the loss doesn't reach has none.
 * @throws TypeError if the loss is no scalar or reaches none of the variables
 */
export function gradientsOf(
  name: string,
  minimize: { readonly loss: string; readonly variables: readonly Variable[] },
  run: () => Results,
): NamedTensorMap {
  try {
    return variableGrads(() => lossOf(name, run(), minimize.loss), [...minimize.variables]).grads;
  } catch (error) {
    if (!(error instanceof Error && /Cannot find a connection/.test(error.message))) throw error;
    throw new TypeError(`compile ${name}: the loss "${minimize.loss}" reaches none of the variables to be changed`, {
      cause: error,
    });
  }
}
