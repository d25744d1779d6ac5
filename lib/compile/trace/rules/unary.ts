import type { ElementType, Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import { converted, type Lowering } from "../lowering";
import { type KernelCall, operand, type Rule, type Rules, refused, result, tensorOf } from "../rule";
import { broadcast } from "./elementwise";

type Attributes = KernelCall["attributes"];
/** Writes an operation on one value. */
export type Write = (x: Value, lowering: Lowering, attributes: Attributes) => Value;

const FLOAT: readonly ElementType[] = ["float32"];
/** The types of numbers. */
export const NUMBER: readonly ElementType[] = ["float32", "int32"];

/**
 * Applies `write` to the smallest value that broadcasts to x. In float32 alone unless said otherwise: of whole numbers
 * tfjs cuts what it computes off to whole numbers.
 */
export const unary =
  (write: Write, accepted = FLOAT): Rule =>
  (call) => {
    const x = operand(call, "x");
    if (!accepted.includes(x.type)) throw refused(call, "dtype", x.type, accepted.join(", "));
    const value = broadcast(call.lowering, [x], x.type, ([small]) =>
      write(small as Value, call.lowering, call.attributes),
    );
    return result(call, value);
  };

/** An operation that ONNX has under this name. */
export const direct = (operation: string, accepted = FLOAT): Rule =>
  unary((x, lowering) => lowering.node(operation, [x], x), accepted);

const predicate =
  (operation: string): Rule =>
  (call) => {
    const x = converted(call.lowering, operand(call, "x"), "float32");
    return result(call, call.lowering.node(operation, [x], { type: "bool", shape: x.shape }));
  };

/** Neither infinite nor NaN: only then x − x is 0. */
const finiteness: Rule = (call) => {
  const x = converted(call.lowering, operand(call, "x"), "float32");
  const { subtract, equal } = arithmetic(call.lowering);
  return result(call, equal(subtract(x, x), 0));
};

/** A number in float32. */
export const number = (lowering: Lowering, value: number): Value => lowering.graph.scalar("float32", value);
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

/** Whole numbers are round already. */
const round: Write = (x, lowering) => (x.type === "int32" ? x : lowering.node("Round", [x], x));

/** e to the x, which tfjs gives in float32 for whole numbers too. */
const exp: Rule = (call) => {
  const x = converted(call.lowering, operand(call, "x"), "float32");
  const value = broadcast(call.lowering, [x], "float32", ([small]) =>
    call.lowering.node("Exp", [small as Value], small as Value),
  );
  return result(call, value);
};

const like =
  (value: 0 | 1): Rule =>
  (call) => {
    const { shape, dtype } = tensorOf(call, "x");
    return result(call, call.lowering.filled(value, dtype as "float32", shape));
  };

/** Mathematical functions of each element by itself. */
export const unaryRules: Rules = {
  ...Object.fromEntries(
    "Acos Acosh Asin Asinh Atan Atanh Ceil Cos Cosh Erf Floor Log Reciprocal Sin Sinh Sqrt Tan Tanh"
      .split(" ")
      .map((name) => [name, direct(name)]),
  ),
  ...Object.fromEntries(["Abs", "Neg", "Sign"].map((name) => [name, direct(name, NUMBER)])),
  Exp: exp,
  Round: unary(round, NUMBER),
  LogicalNot: direct("Not", ["bool"]),
  IsNan: predicate("IsNaN"),
  IsInf: predicate("IsInf"),
  IsFinite: finiteness,
  Rsqrt: unary((x, lowering) => lowering.node("Reciprocal", [lowering.node("Sqrt", [x], x)], x)),
  Square: unary((x, lowering) => lowering.node("Mul", [x, x], x), NUMBER),
  Log1p: unary(log1p),
  Expm1: unary(expm1),
  ZerosLike: like(0),
  OnesLike: like(1),
};
