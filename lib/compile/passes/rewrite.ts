import type { Graph, GraphNode, Value } from "../graph";
import { GraphBuilder } from "../graph-builder";

/**
 * What a pass writes in the place of one operation: a value of the same type and shape, or undefined to keep it. The
 * node's inputs are those of the copy. `users` are the operations of the graph as it was that take its output.
 */
export type Rewrite = (node: GraphNode, copy: GraphBuilder, users: readonly GraphNode[]) => Value | undefined;

/** Every operation by the values that it takes. */
function usersOf({ nodes }: Graph): ReadonlyMap<string, readonly GraphNode[]> {
  const users = new Map<string, GraphNode[]>();
  for (const node of nodes) {
    for (const { name } of node.inputs) {
      const known = users.get(name);
      if (known === undefined) users.set(name, [node]);
      else known.push(node);
    }
  }
  return users;
}

/**
 * Copies a graph operation by operation, with those that `rewrite` replaces. Equal operations become one.
 * @throws Error if a pass gives a value of another type or shape: its mistake, not the user's
 */
export function rewritten(graph: Graph, rewrite: Rewrite): Graph {
  const copy = new GraphBuilder();
  const values = new Map<string, Value>();
  const users = usersOf(graph);
  const outputs = new Set(graph.outputs.map(({ name }) => name));
  for (const { name, type, shape } of graph.inputs) values.set(name, copy.input(name, type, shape));
  for (const { name, type, shape, values: numbers } of graph.constants) {
    values.set(name, copy.constant(type, shape, numbers));
  }
  for (const original of graph.nodes) {
    const inputs = original.inputs.map(({ name }) => values.get(name) as Value);
    const [first, ...others] = original.outputs as [Value, ...Value[]];
    if (outputs.has(first.name)) values.set(first.name, copy.output(first.name, inputs[0] as Value));
    else if (others.length > 0) {
      const given = copy.nodeWithOutputs(original.operation, inputs, original.outputs, original.attributes);
      for (const [i, { name }] of original.outputs.entries()) values.set(name, given[i] as Value);
    } else {
      const node = { ...original, inputs };
      const replaced = rewrite(node, copy, users.get(first.name) ?? []);
      values.set(first.name, checked(original, replaced) ?? copy.node(node.operation, inputs, first, node.attributes));
    }
  }
  return copy;
}

function checked({ operation, outputs: [given] }: GraphNode, value: Value | undefined): Value | undefined {
  if (value === undefined || (value.type === given?.type && value.shape.join() === given.shape.join())) return value;
  throw new Error(
    `compile: a pass wrote a ${value.type} [${value.shape}] for ${operation}, a ${given?.type} [${given?.shape}]`,
  );
}
