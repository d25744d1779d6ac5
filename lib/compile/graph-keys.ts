import type { Constant, ElementType, Value } from "./graph";

const signed = (number: number | bigint): string => (Object.is(number, -0) ? "-0" : String(number));

/** A text that tells a small constant apart; undefined for a large one, which is not looked for. */
export const constantKey = (
  type: ElementType,
  shape: readonly number[],
  values: Constant["values"],
): string | undefined =>
  values.length > 16
    ? undefined
    : `${type} ${shape.join()} ${Array.from<number | bigint, string>(values, signed).join()}`;

/** Operations of two operands that may change places. */
const COMMUTATIVE = new Set(["Add", "Mul", "Max", "Min", "Equal", "And", "Or", "Xor"]);

/** The smallest text that tells two operations apart, as every operation is pure. */
export const operationKey = (
  operation: string,
  inputs: readonly Value[],
  shape: readonly number[],
  attributes: unknown,
): string => {
  const names = inputs.map(({ name }) => name);
  if (COMMUTATIVE.has(operation)) names.sort();
  return `${operation} ${names.join()} [${shape.join()}] ${JSON.stringify(attributes)}`;
};
