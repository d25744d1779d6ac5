import type { Graph, Value } from "../graph";

/**
 * Drops every node, constant and input that no output needs: the first layer's input gradient, for instance, which
 * tfjs computes and nobody reads. ONNX Runtime would run it.
 */
export function withoutDeadCode(graph: Graph): Graph {
  const needed = new Set<string>(graph.outputs.map(({ name }) => name));
  const isNeeded = ({ name }: Value): boolean => needed.has(name);
  const nodes = [...graph.nodes].reverse().filter((node) => {
    if (!node.outputs.some(isNeeded)) return false;
    for (const { name } of node.inputs) needed.add(name);
    return true;
  });
  return {
    nodes: nodes.reverse(),
    inputs: graph.inputs.filter(isNeeded),
    constants: graph.constants.filter(isNeeded),
    outputs: graph.outputs,
  };
}
