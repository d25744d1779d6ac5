import type { GraphNode, Value } from "../graph";

/** Operations of ONNX that compute each element of their output from one element of each input, with broadcasting. */
const SEVERAL = new Set(
  "Add Sub Mul Div Max Min Pow Mod Equal Greater GreaterOrEqual Less LessOrEqual And Or Xor Where PRelu".split(" "),
);
const ONE = new Set(
  (
    "Abs Acos Acosh Asin Asinh Atan Atanh Cast Ceil Cos Cosh Elu Erf Exp Floor IsInf IsNaN LeakyRelu Log Neg Not " +
    "Reciprocal Relu Round Selu Sigmoid Sign Sin Sinh Softplus Sqrt Tan Tanh"
  ).split(" "),
);

/** Whether an operation works element by element on one input. */
export const isUnary = ({ operation }: GraphNode): boolean => ONE.has(operation);

/** Whether an operation works element by element, on one input or several. */
export const isElementwise = (node: GraphNode): boolean => isUnary(node) || SEVERAL.has(node.operation);

/** The number of elements of a value. */
export const elements = ({ shape }: Value): number => shape.reduce((product, extent) => product * extent, 1);

/** The one value that an operation of one output gives. */
export const outputOf = ({ outputs }: GraphNode): Value => outputs[0] as Value;
