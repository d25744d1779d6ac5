import type { TensorInfo } from "../../../tensors/tf";
import type { Value } from "../../graph";
import { type KernelCall, type Rule, type Rules, refused, result } from "../rule";

/** The extent of every letter, by the terms that have it. */
const extentsOf = (terms: readonly string[], values: readonly Value[]): ReadonlyMap<string, number> =>
  new Map(terms.flatMap((term, i) => [...term].map((letter, axis) => [letter, values[i]?.shape[axis] as number])));

/** Products that are summed over letters: ONNX has the same notation. */
const einsum: Rule = (call: KernelCall) => {
  const equation = String(call.attributes.equation).replace(/\s/g, "");
  const [left = "", right = ""] = equation.split("->");
  const terms = left.split(",");
  const twice = terms.find((term) => new Set(term).size < term.length);
  if (twice !== undefined) throw refused(call, "equation", equation, "every letter once in a term");
  const values = Object.values(call.inputs).map((tensor) => call.lowering.value(tensor as TensorInfo, call.kernel));
  const extents = extentsOf(terms, values);
  const output = {
    type: (values[0] as Value).type,
    shape: [...right].map((letter) => extents.get(letter) as number),
  };
  return result(call, call.lowering.node("Einsum", values, output, { equation }));
};

export const einsumRules: Rules = { Einsum: einsum };
