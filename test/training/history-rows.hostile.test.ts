import fc from "fast-check";
import { describe, it } from "vitest";
import { rowLine, rowsOf } from "../../lib/training/history-rows";
import { mutated } from "../hostile/mutation";
import { CASES, obeysTheRule } from "../hostile/rule";

const row = (epoch: number) => ({
  ...{ epoch, loss: 1 / 3, losses: { hard: 0.5, soft: Number.POSITIVE_INFINITY }, accuracy: 0.5, learningRate: 1e-3 },
  validation: { accuracy: 0.25, negativeLogLikelihood: 2 },
});
const history = Buffer.from([1, 2, 3].map((epoch) => rowLine(row(epoch))).join(""));
const text = mutated(fc.constant<Uint8Array>(history), true).map((bytes) => Buffer.from(bytes).toString("utf8"));

const accepts = ({ rows }: ReturnType<typeof rowsOf>): void => {
  for (const [i, { epoch, loss, losses, accuracy, learningRate }] of rows.entries()) {
    const numbers = [loss, accuracy, learningRate, ...Object.values(losses)];
    if (epoch !== i + 1 || numbers.some((value) => typeof value !== "number")) {
      throw new Error(`row ${i + 1} was taken: ${JSON.stringify(rows[i])}`);
    }
  }
};

describe("rowsOf", () => {
  it(`reads or refuses ${CASES} histories by line`, { timeout: 600_000 }, async () => {
    const property = fc.asyncProperty(text, async (each) => {
      await obeysTheRule('"h.jsonl", line ', () => rowsOf(each, "h.jsonl"), accepts);
    });
    await fc.assert(property, { numRuns: CASES });
  });
});
