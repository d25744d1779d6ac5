import type { Value } from "../../graph";
import type { Lowering } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, result, tensorOf } from "../rule";
import { broadcast } from "./elementwise";

type Attributes = KernelCall["attributes"];
type Write = (x: Value, lowering: Lowering, attributes: Attributes) => Value;

/** Applies `write` to the smallest value that broadcasts to x. */
const unary =
  (write: Write, input = "x"): Rule =>
  (call) => {
    const x = operand(call, input);
    const value = broadcast(call.lowering, [x], x.type, ([small]) =>
      write(small as Value, call.lowering, call.attributes),
    );
    return result(call, value);
  };

const direct = (operation: string): Rule => unary((x, lowering) => lowering.node(operation, [x], x));
const predicate =
  (operation: string): Rule =>
  (call) => {
    const x = operand(call, "x");
    return result(call, call.lowering.node(operation, [x], { type: "bool", shape: x.shape }));
  };

const number = (lowering: Lowering, value: number): Value => lowering.graph.scalar("float32", value);
const clip = (x: Value, lowering: Lowering, low: number, high: number): Value =>
  x.type === "float32"
    ? lowering.node("Clip", [x, number(lowering, low), number(lowering, high)], x)
    : lowering.node("Clip", [x, lowering.graph.scalar("int32", low), lowering.graph.scalar("int32", high)], x);
const isPositive = (x: Value, lowering: Lowering): Value =>
  lowering.node("Greater", [x, number(lowering, 0)], { type: "bool", shape: x.shape });

/** log(1 + x), exact near 0 too: log(u) · x / (u − 1) with u = 1 + x, and x itself where u rounds to 1. */
const log1p: Write = (x, lowering) => {
  const one = number(lowering, 1);
  const u = lowering.node("Add", [x, one], x);
  const rest = lowering.node("Sub", [u, one], x);
  const isOne = lowering.node("Equal", [rest, number(lowering, 0)], { type: "bool", shape: x.shape });
  const safe = lowering.node("Where", [isOne, one, rest], x);
  const scaled = lowering.node("Mul", [lowering.node("Log", [u], x), lowering.node("Div", [x, safe], x)], x);
  return lowering.node("Where", [isOne, x, scaled], x);
};

/** exp(x) − 1 without cancellation near 0: tanh(x / 2) · (exp(x) + 1). */
const expm1: Write = (x, lowering) => {
  const half = lowering.node("Tanh", [lowering.node("Mul", [x, number(lowering, 0.5)], x)], x);
  const above = lowering.node("Add", [lowering.node("Exp", [x], x), number(lowering, 1)], x);
  return lowering.node("Mul", [half, above], x);
};

const step: Write = (x, lowering, { alpha }) => {
  const positive = isPositive(x, lowering);
  if (!alpha) return lowering.node("Cast", [positive], x, { to: 1 });
  return lowering.node("Where", [positive, number(lowering, 1), number(lowering, Number(alpha))], x);
};

const prelu: Rule = (call) => {
  const [x, alpha] = [operand(call, "x"), operand(call, "alpha")];
  return result(call, call.lowering.node("PRelu", [x, alpha], x));
};

/** dy where y ≥ 0, else dy · (y + 1). */
const eluGradient: Rule = (call) => {
  const { lowering } = call;
  const [dy, y] = [operand(call, "dy"), operand(call, "y")];
  const above = lowering.node("GreaterOrEqual", [y, number(lowering, 0)], { type: "bool", shape: y.shape });
  const scaled = lowering.node("Mul", [dy, lowering.node("Add", [y, number(lowering, 1)], y)], y);
  return result(call, lowering.node("Where", [above, dy, scaled], y));
};

const like =
  (value: 0 | 1): Rule =>
  (call) => {
    const { shape, dtype } = tensorOf(call, "x");
    return result(call, call.lowering.filled(value, dtype as "float32", shape));
  };

/** Operations that change each element by itself. */
export const unaryRules: Rules = {
  ...Object.fromEntries(
    "Abs Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Erf Exp Floor Log Neg Reciprocal Relu Round Sigmoid Sign Sin Sinh Softplus Sqrt Tan Tanh Elu Selu"
      .split(" ")
      .map((name) => [name, direct(name)]),
  ),
  LogicalNot: direct("Not"),
  IsNan: predicate("IsNaN"),
  IsInf: predicate("IsInf"),
  Rsqrt: unary((x, lowering) => lowering.node("Reciprocal", [lowering.node("Sqrt", [x], x)], x)),
  Square: unary((x, lowering) => lowering.node("Mul", [x, x], x)),
  Log1p: unary(log1p),
  Expm1: unary(expm1),
  Step: unary(step),
  Relu6: unary((x, lowering) => clip(x, lowering, 0, 6)),
  LeakyRelu: unary((x, lowering, { alpha }) => lowering.node("LeakyRelu", [x], x, { alpha: { float: Number(alpha) } })),
  ClipByValue: unary((x, lowering, { clipValueMin, clipValueMax }) =>
    clip(x, lowering, Number(clipValueMin), Number(clipValueMax)),
  ),
  Prelu: prelu,
  EluGrad: eluGradient,
  ZerosLike: like(0),
  OnesLike: like(1),
};
