import type { Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import { converted } from "../lowering";
import type { KernelCall, Rules } from "../rule";
import { composed, operate } from "./elementwise";

/** A quotient of whole numbers: in int64, in which none overflows, and by no zero, which would end the process. */
interface Whole {
  readonly a: Value;
  readonly b: Value;
  readonly isByZero: Value;
}

function wholeOf({ lowering }: KernelCall, a: Value, b: Value): Whole {
  const { as, equal, choose } = arithmetic(lowering);
  const isByZero = equal(b, 0);
  return { a: as(a, "int64"), b: as(choose(isByZero, 1, b), "int64"), isByZero };
}

/** ⌊a / b⌋ of whole numbers: ONNX cuts off towards zero. 0 where b is 0, as infinity is in an int32 of JavaScript. */
function wholeQuotient(call: KernelCall, x: Value, y: Value): Value {
  const { subtract, multiply, divide, less, choose, as } = arithmetic(call.lowering);
  const { a, b, isByZero } = wholeOf(call, x, y);
  const quotient = divide(a, b);
  const remainder = subtract(a, multiply(quotient, b));
  const floored = choose(less(multiply(remainder, b), 0), subtract(quotient, 1), quotient);
  return as(choose(isByZero, 0, floored), "int32");
}

/** ⌊a / b⌋ in int32, which is tfjs' type for it. */
function floorQuotient(call: KernelCall, a: Value, b: Value): Value {
  const { lowering } = call;
  if (a.type !== "float32") return wholeQuotient(call, a, b);
  const quotient = operate(call, "Div", a, b);
  return converted(lowering, lowering.node("Floor", [quotient], quotient), "int32");
}

/** The remainder with the sign of b. ONNX has it for whole numbers; of others with the sign of a. */
function remainder(call: KernelCall, a: Value, b: Value): Value {
  const { lowering } = call;
  const { as, add, less, equal, choose } = arithmetic(lowering);
  if (a.type !== "float32") {
    const whole = wholeOf(call, a, b);
    const shape = add(whole.a, whole.b).shape;
    const modulo = lowering.node("Mod", [whole.a, whole.b], { type: "int64", shape });
    return as(choose(whole.isByZero, 0, modulo), "int32");
  }
  const truncated = operate(call, "Mod", a, b, a.type, { fmod: 1 });
  const isSameSign = equal(less(a, 0), less(b, 0));
  const other = operate(call, "Mod", add(truncated, b), b, a.type, { fmod: 1 });
  return choose(isSameSign, truncated, other);
}

/** Division with a remainder. */
export const divisionRules: Rules = { FloorDiv: composed(floorQuotient), Mod: composed(remainder) };
