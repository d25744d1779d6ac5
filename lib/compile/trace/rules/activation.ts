import type { Value } from "../../graph";
import { converted, type Lowering } from "../lowering";
import { operand, type Rule, type Rules, result } from "../rule";
import { direct, NUMBER, number, unary, type Write } from "./unary";

const [LOWEST, HIGHEST] = [-(2 ** 31), 2 ** 31 - 1];

function clip(x: Value, lowering: Lowering, low: number, high: number): Value {
  const bound = (value: number): Value =>
    x.type === "int32"
      ? lowering.graph.scalar("int32", Math.min(Math.max(value, LOWEST), HIGHEST))
      : number(lowering, value);
  return lowering.node("Clip", [x, bound(low), bound(high)], x);
}

/** 1 above 0, else alpha (0 in the gradient of relu); of NaN too, where tfjs has NaN. */
const step: Write = (x, lowering, { alpha }) => {
  const positive = lowering.node("Greater", [x, number(lowering, 0)], { type: "bool", shape: x.shape });
  if (!alpha) return converted(lowering, positive, "float32");
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

/** Activation functions, what their gradients take, and clipping. */
export const activationRules: Rules = {
  Sigmoid: direct("Sigmoid"),
  Softplus: direct("Softplus"),
  Elu: direct("Elu"),
  Selu: direct("Selu"),
  Relu: direct("Relu", NUMBER),
  Relu6: unary((x, lowering) => clip(x, lowering, 0, 6), NUMBER),
  LeakyRelu: unary((x, lowering, { alpha }) => lowering.node("LeakyRelu", [x], x, { alpha: { float: Number(alpha) } })),
  Prelu: prelu,
  Step: unary(step),
  EluGrad: eluGradient,
  ClipByValue: unary(
    (x, lowering, { clipValueMin, clipValueMax }) => clip(x, lowering, Number(clipValueMin), Number(clipValueMax)),
    NUMBER,
  ),
};
