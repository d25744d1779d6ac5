/** @throws RangeError unless every value is a whole number from `least` */
export function checkWhole(who: string, what: string, values: readonly number[], least: number): void {
  const wrong = values.find((value) => !Number.isInteger(value) || value < least);
  if (wrong !== undefined) throw refusal(who, `${what} ${wrong}`, `whole numbers from ${least} are`);
}

/** @throws RangeError unless the shape is [height, width, channels], height and width from `smallest` */
export function checkImageShape(who: string, input: readonly number[], smallest = 1): void {
  if (input.length !== 3) {
    throw refusal(who, `input [${input.join(", ")}]`, "[height, width, channels] is");
  }
  checkWhole(who, "input extent", input.slice(0, 2), smallest);
  checkWhole(who, "input channels", input.slice(2), 1);
}

/** An error that says who, what was given and what is accepted. */
export const refusal = (who: string, given: string, accepted: string): RangeError =>
  new RangeError(`${who}: ${given} was given; ${accepted} accepted`);
