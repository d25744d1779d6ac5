import type { Graph, GraphNode, Value } from "../graph";

const isRenaming = ({ operation }: GraphNode, outputs: ReadonlySet<string>, given: string): boolean =>
  operation === "Identity" && outputs.has(given);

/**
 * Gives each output its name where it is computed. An output under a name of its own is an Identity node behind the
 * operation, and ONNX Runtime copies there: every gradient, at every step.
 * What is fed, constant, or already an output under another name keeps its Identity.
 */
export function withDirectOutputs(graph: Graph): Graph {
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  const computed = new Set(graph.nodes.flatMap((node) => node.outputs.map(({ name }) => name)));
  const names = new Map<string, string>();
  const nodes = graph.nodes.filter((node) => {
    const [source, target] = [node.inputs[0]?.name ?? "", node.outputs[0]?.name ?? ""];
    if (!isRenaming(node, outputs, target)) return true;
    if (!computed.has(source) || outputs.has(source) || names.has(source)) return true;
    names.set(source, target);
    return false;
  });
  const renamed = (value: Value): Value => ({ ...value, name: names.get(value.name) ?? value.name });
  return {
    ...graph,
    nodes: nodes.map((node) => ({ ...node, inputs: node.inputs.map(renamed), outputs: node.outputs.map(renamed) })),
  };
}
