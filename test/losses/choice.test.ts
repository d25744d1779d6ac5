import { describe, expect, it } from "vitest";
import { choice } from "../../lib/losses/choice";

describe("choice", () => {
  it("gives the entry", () => {
    expect(choice("hint", "variant", "paper", { reference: 1, paper: 2 })).toBe(2);
  });

  it.each(["authors", "toString"])("refuses %s, saying what is accepted", (given) => {
    expect(() => choice("hint", "variant", given as "paper", { reference: 1, paper: 2 })).toThrow(
      new RangeError(`hint: variant "${given}" was given; reference and paper are accepted`),
    );
  });
});
