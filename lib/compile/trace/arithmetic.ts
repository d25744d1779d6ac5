import { backend_util } from "../../tensors/tf";
import type { ElementType, Value } from "../graph";
import { converted, type Lowering } from "./lowering";

/** A value of the graph, or a number of the other operand's type. */
export type Operand = Value | number;

type Numeric = "float32" | "int32" | "bool";
type Two = (a: Operand, b: Operand) => Value;
type One = (x: Value) => Value;

/** Arithmetic on values of one graph, with broadcasting. */
export interface Arithmetic {
  readonly add: Two;
  readonly subtract: Two;
  readonly multiply: Two;
  readonly divide: Two;
  readonly power: Two;
  readonly greatest: Two;
  readonly least: Two;
  readonly equal: Two;
  readonly less: Two;
  readonly atMost: Two;
  readonly and: Two;
  readonly or: Two;
  readonly not: One;
  readonly floor: One;
  readonly square: One;
  readonly choose: (condition: Value, then: Operand, otherwise: Operand) => Value;
  /** In another type. */
  readonly as: (x: Value, type: ElementType) => Value;
}

/** Writes arithmetic into the graph of `lowering`. */
export function arithmetic(lowering: Lowering): Arithmetic {
  const asValue = (operand: Operand, like: Operand): Value => {
    if (typeof operand !== "number") return operand;
    const type = typeof like === "number" ? "float32" : like.type;
    return type === "int64"
      ? lowering.graph.constant("int64", [], BigInt64Array.of(BigInt(operand)))
      : lowering.graph.scalar(type as Numeric, operand);
  };
  const common = (values: readonly Value[]): readonly number[] =>
    values.reduce<number[]>((shape, value) => backend_util.assertAndGetBroadcastShape(shape, [...value.shape]), []);
  const two =
    (operation: string, type?: ElementType): Two =>
    (a, b) => {
      const [x, y] = [asValue(a, b), asValue(b, a)];
      return lowering.node(operation, [x, y], { type: type ?? x.type, shape: common([x, y]) });
    };
  const one =
    (operation: string): One =>
    (x) =>
      lowering.node(operation, [x], { type: x.type, shape: x.shape });
  const multiply = two("Mul");
  return {
    add: two("Add"),
    subtract: two("Sub"),
    multiply,
    divide: two("Div"),
    power: two("Pow"),
    greatest: two("Max"),
    least: two("Min"),
    equal: two("Equal", "bool"),
    less: two("Less", "bool"),
    atMost: two("LessOrEqual", "bool"),
    and: two("And"),
    or: two("Or"),
    not: one("Not"),
    floor: one("Floor"),
    square: (x) => multiply(x, x),
    choose(condition, then, otherwise) {
      const [x, y] = [asValue(then, otherwise), asValue(otherwise, then)];
      return lowering.node("Where", [condition, x, y], { type: x.type, shape: common([condition, x, y]) });
    },
    as: (x, type) => converted(lowering, x, type),
  };
}
