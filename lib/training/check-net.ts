import type { Split } from "../datasets/split";
import type { Net } from "../models/net";

/** @throws RangeError unless the net takes the split's images */
export function checkImages(who: string, role: string, net: Net, split: Split): void {
  const input = net.model.inputs[0]!.shape.slice(1);
  if (input.some((extent, axis) => extent !== null && extent !== split.shape[axis]) || input.length !== 3) {
    throw new RangeError(
      `${who}: the ${role} takes images [${input.join(", ")}], and ${split.name} has images [${split.shape.join(", ")}]`,
    );
  }
}

/** @throws RangeError unless the net has a logit for each of the split's classes */
export function checkClasses(who: string, role: string, net: Net, split: Split): void {
  const classes = net.model.outputs[0]!.shape[1];
  if (classes !== split.classes.length) {
    throw new RangeError(
      `${who}: the ${role} has ${classes} logits, and ${split.name} has ${split.classes.length} classes`,
    );
  }
}
