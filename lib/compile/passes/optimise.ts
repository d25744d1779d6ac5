import type { Graph } from "../graph";
import { withoutDeadCode } from "./dead-code";
import { withDirectOutputs } from "./direct-outputs";
import { withFactoredSums } from "./factor-sums";
import { withFloatedScales } from "./float-scales";
import { withFoldedConstants } from "./fold-constants";
import { withNamedSoftmax } from "./name-softmax";
import { withScaledProducts } from "./scale-products";
import { withoutAxesOfOne } from "./squeeze";

/** In this order, and again until the graph stays as it is: one makes room for another. */
const PASSES: readonly ((graph: Graph) => Graph)[] = [
  withoutDeadCode,
  withFoldedConstants,
  withoutAxesOfOne,
  withNamedSoftmax,
  withFloatedScales,
  withFactoredSums,
  withScaledProducts,
];

const MOST_ROUNDS = 8;

const textOf = ({ nodes }: Graph): string =>
  nodes.map(({ operation, inputs }) => `${operation} ${inputs.map(({ name }) => name).join()}`).join("\n");

/** The same function in fewer and cheaper operations. */
export function optimised(graph: Graph): Graph {
  let [now, text] = [graph, ""];
  for (let round = 0; round < MOST_ROUNDS && textOf(now) !== text; round++) {
    text = textOf(now);
    for (const pass of PASSES) now = pass(now);
  }
  return withDirectOutputs(withoutDeadCode(now));
}
