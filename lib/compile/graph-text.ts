import type { Attribute, Graph, GraphNode, Value } from "./graph";

const typed = ({ name, type, shape }: Value): string => `${name}: ${type}[${shape.join(", ")}]`;

const attributeText = (value: Attribute): string =>
  typeof value === "object" && "float" in value ? String(value.float) : JSON.stringify(value);

/**
 * A graph as a person reads it: one line for each input, constant, operation and output, in the order of computing.
 * `t3: float32[64, 800] = Gemm(t1, variable0, variable1) transB=1`. Constants of up to 8 elements show their values.
 */
export function graphText(graph: Graph): string {
  const constants = graph.constants.map((constant) => {
    const shown = constant.values.length <= 8 ? Array.from<number | bigint, string>(constant.values, String) : ["…"];
    return `${typed(constant)} = ${shown.join(", ")}`;
  });
  const operation = ({ operation, inputs, outputs, attributes }: GraphNode): string => {
    const settings = Object.entries(attributes).map(([name, value]) => ` ${name}=${attributeText(value)}`);
    return `${outputs.map(typed).join(", ")} = ${operation}(${inputs.map(({ name }) => name).join(", ")})${settings.join("")}`;
  };
  return [
    ...graph.inputs.map((value) => `input ${typed(value)}`),
    ...constants,
    ...graph.nodes.map(operation),
    ...graph.outputs.map((value) => `output ${typed(value)}`),
  ].join("\n");
}
