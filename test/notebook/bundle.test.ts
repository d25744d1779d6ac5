import { describe, expect, it } from "vitest";
import { bundleOf, type Showable } from "../../lib/notebook/bundle";
import { lineChart } from "../../lib/plotting/line-chart";
import * as tf from "../../lib/tensors/tf";

const plain = async (value: Showable): Promise<string> => (await bundleOf(value)).data["text/plain"];

describe("bundleOf", () => {
  it("sends a chart as an object, as SVG and as text, and never as HTML", async () => {
    const spec = lineChart({ loss: [2, 1] }, { title: "Loss" });
    const { data, metadata } = await bundleOf(spec);
    expect(Object.keys(data)).toEqual(["application/vnd.vegalite.v5+json", "image/svg+xml", "text/plain"]);
    expect(data["application/vnd.vegalite.v5+json"]).toEqual(spec);
    expect(data["image/svg+xml"]).toMatch(/^<svg /);
    expect(data["text/plain"]).toMatch(/^Loss\n/);
    expect(metadata).toEqual({ "application/vnd.vegalite.v5+json": { embed_options: { actions: false } } });
  });

  it("sends a table, or a value that has one, as escaped HTML and as text", async () => {
    const table = { columns: [{ title: "<b>" }], rows: [[1]] };
    for (const value of [table, { table, parameters: 3 }]) {
      const { data } = await bundleOf(value);
      expect(data["text/html"]).toContain("&lt;b&gt;");
      expect(data["text/plain"]).toBe("<b>\n───\n  1");
    }
  });

  it("sends HTML as it is, with its text", async () => {
    const { data } = await bundleOf({ html: "<style>p {}</style><p>a &lt; b</p><p>c<br>d</p>" });
    expect(data["text/html"]).toContain("<p>a &lt; b</p>");
    expect(data["text/plain"]).toBe("a < b\nc\nd");
    expect(await plain({ html: "<hr>", text: "a line" })).toBe("a line");
  });

  it("tells a tensor's type, shape and values, and leaves it alive", async () => {
    const tensor = tf.tensor2d(
      [
        [1, 2],
        [3, 4],
      ],
      [2, 2],
      "int32",
    );
    expect(await plain(tensor)).toBe("int32 [2, 2], from 1 to 4, mean 2.5\n[[1  2]\n [3  4]]");
    expect(tensor.isDisposed).toBe(false);
    tensor.dispose();
    await expect(bundleOf(tf.tensor1d(["a"]))).rejects.toThrow("show: a tensor of string was given");
  });

  it("shows host tensors, numbers in rows, numbers and texts", async () => {
    expect(await plain({ values: Uint8Array.of(1, 2, 3, 4), shape: [2, 2] })).toContain("uint8 [2, 2]");
    expect(await plain([1, 2])).toBe("number [2], from 1 to 2, mean 1.5\n[1  2]");
    expect(await plain(Float32Array.of(0.5, 1))).toContain("float32 [2]");
    expect(
      await plain([
        [1, 2],
        [3, 4],
      ]),
    ).toContain("number [2, 2]");
    expect(await plain("a text")).toBe("a text");
    expect(await plain(3)).toBe("3");
  });

  it("says what it was given and what it accepts", async () => {
    await expect(bundleOf({ weights: 1 } as unknown as Showable)).rejects.toThrow(
      "show: a value of type object with weights was given; accepted are",
    );
    await expect(bundleOf(null as unknown as Showable)).rejects.toThrow("show: null was given");
    await expect(bundleOf([[1, 2], [3]])).rejects.toThrow(TypeError);
  });
});
