import { describe, expect, it } from "vitest";
import { svg } from "../../lib/notebook/svg";
import { heatmap } from "../../lib/plotting/heatmap";
import { lineChart } from "../../lib/plotting/line-chart";

describe("svg", () => {
  it("gives equal text for equal charts, though vega counts its ids on", async () => {
    const chart = () => heatmap([[1, 2.3456]], { colour: "value" });
    expect(await svg(chart())).toBe(await svg(chart()));
  });

  it("gives pictures ids of their own, and every reference its target", async () => {
    const ids = (text: string) => [...text.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!);
    const [a, b] = [await svg(heatmap([[1, 2]])), await svg(heatmap([[1, 3]]))];
    expect(ids(a).length).toBeGreaterThan(0);
    expect(ids(a).filter((id) => ids(b).includes(id))).toEqual([]);
    for (const [, id] of a.matchAll(/url\(#([^)]+)\)/g)) expect(ids(a)).toContain(id);
  });

  it("writes no coordinate with more than two decimals", async () => {
    const text = await svg(lineChart({ a: [1 / 3, 2 / 7, 1 / 9] }));
    const [, path] = /aria-roledescription="line mark" d="([^"]+)"/.exec(text)!;
    expect(path).toMatch(/\d\.\d/);
    expect(path).not.toMatch(/\.\d{3}/);
  });

  it("leaves the reader's numbers alone", async () => {
    expect(await svg(lineChart({ a: [1, 2] }, { title: 'width="0.123456"' }))).toContain("0.123456");
  });
});
