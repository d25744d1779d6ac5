import type { Constant, Graph, GraphNode, Value } from "../graph";
import type { GraphBuilder } from "../graph-builder";
import { outputOf } from "./elementwise-operations";
import { reshaped } from "./reshaped";
import { rewritten } from "./rewrite";

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
  Neg: (a) => -a,
  Reciprocal: (a) => 1 / a,
  Sqrt: Math.sqrt,
  Exp: Math.exp,
  Log: Math.log,
};

/** The one number of a float32 constant that holds one number, whatever its shape. */
function numberOf(copy: GraphBuilder, value: Value): number | undefined {
  const constant = copy.constantOf(value);
  return constant?.type === "float32" && constant.values.length === 1 ? Number(constant.values[0]) : undefined;
}

/** The smaller value that is spread to `value`, if it is. */
function spreadFrom(copy: GraphBuilder, value: Value): Value {
  const giver = copy.giver(value);
  return giver?.operation === "Expand" ? (giver.inputs[0] as Value) : value;
}

/** A number that is spread, and spread again or reshaped, is spread once. */
function spreadOnce({ operation, inputs, outputs }: GraphNode, copy: GraphBuilder): Value | undefined {
  if (operation !== "Expand" && operation !== "Reshape") return undefined;
  const source = spreadFrom(copy, inputs[0] as Value);
  if (source.name === inputs[0]?.name && operation === "Reshape") return undefined;
  const constant = copy.constantOf(source);
  if (constant?.values.length !== 1) return undefined;
  const { type, shape } = outputs[0] as Value;
  const scalar = copy.constant(constant.type, [], constant.values);
  return copy.node("Expand", [scalar, copy.integers(shape)], { type, shape });
}

function computed(node: GraphNode, copy: GraphBuilder): Value | undefined {
  const operation = ARITHMETIC[node.operation];
  const output = outputOf(node);
  if (operation === undefined || output.type !== "float32") return undefined;
  const numbers = node.inputs.map((input) => numberOf(copy, spreadFrom(copy, input)));
  if (numbers.some((number) => number === undefined)) return undefined;
  const [a, b = 0] = numbers as readonly number[];
  return spread(copy, Math.fround(operation(a as number, b)), output.shape);
}

function spread(copy: GraphBuilder, number: number, shape: readonly number[]): Value {
  const scalar = copy.scalar("float32", number);
  return shape.length === 0 ? scalar : copy.node("Expand", [scalar, copy.integers(shape)], { ...scalar, shape });
}

/** x + 0, x − 0, x · 1 and x / 1 are x. Not x · 0, which is NaN where x is. */
function neutral({ operation, inputs: [a, b], outputs: [output] }: GraphNode, copy: GraphBuilder): Value | undefined {
  const is = (value: Value | undefined, number: number): boolean =>
    value !== undefined && numberOf(copy, spreadFrom(copy, value)) === number;
  const whole = (value: Value | undefined): Value | undefined =>
    value?.shape.join() === output?.shape.join() ? value : undefined;
  const [added, scaled] = [operation === "Add" || operation === "Sub", operation === "Mul" || operation === "Div"];
  if ((added && is(b, 0)) || (scaled && is(b, 1))) return whole(a);
  if ((operation === "Add" && is(a, 0)) || (operation === "Mul" && is(a, 1))) return whole(b);
  return undefined;
}

/** Takes the number where the operation would take a tensor filled with it, if the others give the output's shape. */
function onNumbers(node: GraphNode, copy: GraphBuilder): Value | undefined {
  if (node.inputs.length !== 2 || !(node.operation in ARITHMETIC)) return undefined;
  const inputs = node.inputs.map((input) => spreadFrom(copy, input));
  if (inputs.every((input, i) => input === node.inputs[i])) return undefined;
  const output = outputOf(node);
  if (!inputs.some(({ shape }) => shape.join() === output.shape.join())) return undefined;
  return copy.node(node.operation, inputs, output);
}

/** A small constant in another shape is another constant. */
function reshapedConstant({ operation, inputs, outputs }: GraphNode, copy: GraphBuilder): Value | undefined {
  const constant: Constant | undefined = operation === "Reshape" ? copy.constantOf(inputs[0] as Value) : undefined;
  return constant === undefined ? undefined : reshaped(copy, constant, (outputs[0] as Value).shape);
}

/**
 * Computes what is known when the graph is made: arithmetic of single numbers, which stay single where they fill a
 * tensor. What changes nothing (x + 0, x · 1) is left out.
 */
export const withFoldedConstants = (graph: Graph): Graph =>
  rewritten(
    graph,
    (node, copy) =>
      reshapedConstant(node, copy) ??
      spreadOnce(node, copy) ??
      computed(node, copy) ??
      neutral(node, copy) ??
      onNumbers(node, copy),
  );
