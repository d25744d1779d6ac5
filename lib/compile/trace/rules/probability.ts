import { operand, type Rule, type Rules, result } from "../rule";

const softmax: Rule = (call) => {
  const logits = operand(call, "logits");
  const axis = Number(call.attributes.dim ?? -1);
  return result(call, call.lowering.node("Softmax", [logits], logits, { axis }));
};

/** The softmax family; tfjs composes logSoftmax of other operations. */
export const probabilityRules: Rules = { Softmax: softmax };
