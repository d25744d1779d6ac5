import { describe, expect, it } from "vitest";
import { scatter } from "../../lib/plotting/scatter";
import { drawn } from "./drawn";

describe("scatter", () => {
  it("draws every point with its label, and series apart by shape", async () => {
    const chart = await drawn(
      scatter(
        {
          small: [
            { x: 1, y: 2, label: "s.1" },
            { x: 2, y: 3 },
          ],
          large: [{ x: 3, y: 1, label: "l" }],
        },
        { title: "Sizes", x: "size (MB)", y: "errors" },
      ),
    );
    expect(chart.marks("point")).toHaveLength(3);
    expect(chart.texts).toEqual(expect.arrayContaining(["s.1", "l", "small", "large", "Sizes", "size (MB)", "errors"]));
    const shapes = chart.marks("point").map(({ attributes }) => attributes.d);
    expect(shapes[0]).toBe(shapes[1]);
    expect(shapes[2]).not.toBe(shapes[0]);
  });

  it("rejects values that its scale cannot place", () => {
    expect(() => scatter({ a: [{ x: 0, y: 1 }] }, { xScale: "log" })).toThrow(
      'scatter: series "a", x has 0 at place 0',
    );
    expect(() => scatter({ a: [] })).toThrow('series "a", x is empty');
  });
});
