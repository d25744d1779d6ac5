import { describe, expect, it } from "vitest";
import { fidelityOf } from "../../lib/training/fidelity";

const { log } = Math;

describe("fidelityOf", () => {
  it("has the share of equal answers and the mean KL(teacher ‖ student), by hand", () => {
    const student = Float32Array.of(log(3), 0, 7, 7 + log(3)); // (3/4, 1/4), (1/4, 3/4)
    const teacher = Float32Array.of(0, log(4), -2, log(4) - 2); // (1/5, 4/5) twice
    const first = (1 / 5) * log(1 / 5 / (3 / 4)) + (4 / 5) * log(4 / 5 / (1 / 4));
    const second = (1 / 5) * log(1 / 5 / (1 / 4)) + (4 / 5) * log(4 / 5 / (3 / 4));
    const { agreement, divergence } = fidelityOf(student, teacher, 2);
    expect(agreement).toBe(0.5);
    expect(divergence).toBeCloseTo((first + second) / 2, 6);
  });

  it("is full agreement and no divergence where the student is the teacher, up to a shift of its logits", () => {
    const teacher = Float32Array.of(1, 2, 3, -1, 0, 5);
    expect(fidelityOf(teacher, teacher, 3)).toEqual({ agreement: 1, divergence: 0 });
    const { agreement, divergence } = fidelityOf(
      teacher.map((logit) => logit + 4),
      teacher,
      3,
    );
    expect(agreement).toBe(1);
    expect(divergence).toBeCloseTo(0, 12);
  });

  it("refuses logits of other examples", () => {
    expect(() => fidelityOf(new Float32Array(4), new Float32Array(6), 2)).toThrow(
      new RangeError("fidelity: 4 logits of the student and 6 of the teacher were given"),
    );
  });
});
