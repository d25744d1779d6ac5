import { PNG } from "pngjs";
import { describe, expect, it } from "vitest";
import { valueDifference } from "../../../lib/nbtest/compare/compare-data";
import { compareOutputs } from "../../../lib/nbtest/compare/compare-outputs";
import { defaultRules } from "../../../lib/nbtest/compare/rules";
import { storedOutputs } from "../../../lib/nbtest/compare/stored-outputs";
import { parseNotebook } from "../../../lib/nbtest/notebook/read";
import type { Output } from "../../../lib/nbtest/notebook/types";

const differs = (type: string, stored: unknown, fresh: unknown, more = {}) =>
  valueDifference(type, stored, fresh, { ...defaultRules, ...more });
const changed = (difference: string | undefined) => difference?.split("\n").filter((line) => /^[-+]/.test(line));

describe("JSON", () => {
  const type = "application/vnd.vegalite.v5+json";

  it("is compared by structure: the order of members says nothing, that of a list does", () => {
    expect(differs(type, { a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBeUndefined();
    expect(differs(type, [1, 2], [2, 1])).toBeDefined();
  });

  it("may differ in numbers by the tolerance, and in texts by the presets", () => {
    expect(differs(type, { loss: 1, at: "12:30:00" }, { loss: 1 + 1e-7, at: "12:31:00" })).toBeUndefined();
    expect(changed(differs(type, { loss: 1, b: 1 }, { loss: 1.1, b: 1 + 1e-7 }))).toEqual([
      '- "loss": 1',
      '+ "loss": 1.1',
    ]);
  });

  it("does not take a number for its text, nor null for a missing member", () => {
    expect(differs(type, { a: 1 }, { a: "1" })).toBeDefined();
    expect(differs(type, { a: null }, {})).toBeDefined();
    expect(differs(type, [], {})).toBeDefined();
    expect(differs(type, { a: [1] }, { a: [1, 2] })).toBeDefined();
  });
});

describe("SVG", () => {
  const type = "image/svg+xml";
  const drawing = '<svg width="10" height="5"><path d="M1.234,5L2.5-3e1" fill="#1f77b4"/><text>a &amp; b</text></svg>';

  it("is compared by what is drawn", () => {
    const other = `<?xml version="1.0"?><!-- by a program -->
      <svg height='5' width='10'><metadata>2024</metadata>
        <path fill="#1f77b4" d="M1.2341,5L2.5-30"></path>
        <text>  a &#38;
          b</text></svg>`;
    expect(differs(type, drawing, other)).toBeUndefined();
  });

  it.each([
    ["another place", "M1.234", "M1.3"],
    ["another colour", "#1f77b4", "#1f77b5"],
    ["another text", "a &amp; b", "a"],
    ["another size", 'width="10"', 'width="11"'],
    ["something less", "<text>a &amp; b</text>", ""],
    ["a missing sign", "5-3e1", "5 3e1"],
  ])("differs by %s", (_, part, other) => {
    expect(differs(type, drawing, drawing.replace(part, other))).toBeDefined();
  });

  it("may call its parts otherwise, but must not use others", () => {
    const clipped = (id: string, used: string) =>
      `<svg><g id="${id}"/><g id="z"/><use href="#${used}"/><rect clip-path="url(#${used})"/></svg>`;
    expect(differs(type, clipped("clip0", "clip0"), clipped("clip17", "clip17"))).toBeUndefined();
    expect(differs(type, clipped("clip0", "clip0"), clipped("clip0", "z"))).toBeDefined();
  });

  it("that is no XML is compared as text", () => {
    expect(differs(type, "<svg", "<svg")).toBeUndefined();
    expect(differs(type, "<svg", "<sgv")).toBeDefined();
  });
});

describe("PNG", () => {
  const type = "image/png";
  const picture = (paint: (x: number, y: number) => readonly number[], width = 20) => {
    const png = new PNG({ width, height: 50 });
    for (let y = 0; y < 50; y++) for (let x = 0; x < width; x++) png.data.set(paint(x, y), 4 * (y * width + x));
    return PNG.sync.write(png).toString("base64");
  };
  const grey = picture(() => [100, 100, 100, 255]);

  it("is compared by its pixels, however it is compressed", () => {
    const png = PNG.sync.read(Buffer.from(grey, "base64"));
    expect(
      differs(type, grey, PNG.sync.write(png, { deflateLevel: 0, filterType: 2 }).toString("base64")),
    ).toBeUndefined();
    expect(
      differs(
        type,
        grey,
        picture(() => [105, 100, 95, 255]),
      ),
    ).toBeUndefined();
  });

  it("may differ in one of a thousand pixels, and no more", () => {
    const dots = (count: number) => picture((x, y) => (y * 20 + x < count ? [0, 0, 0, 255] : [100, 100, 100, 255]));
    expect(differs(type, grey, dots(1))).toBeUndefined();
    expect(differs(type, grey, dots(2))).toBe("2 of 1000 pixels differ (0.200 %), at most 0.1 % may");
    expect(differs(type, grey, dots(2), { pixels: 0.002 })).toBeUndefined();
  });

  it("that shines through is compared as it looks on white", () => {
    expect(
      differs(
        type,
        picture(() => [0, 0, 0, 0]),
        picture(() => [255, 255, 255, 255]),
      ),
    ).toBeUndefined();
    expect(
      differs(
        type,
        picture(() => [0, 0, 0, 0]),
        picture(() => [0, 0, 0, 255]),
      ),
    ).toContain("1000 of 1000");
  });

  it("differs by its size, and when it is no PNG", () => {
    expect(
      differs(
        type,
        grey,
        picture(() => [100, 100, 100, 255], 21),
      ),
    ).toBe("- 20 × 50 pixels\n+ 21 × 50 pixels");
    expect(differs(type, grey, "AAAA")).toBe("the fresh picture is no PNG, and their bytes differ");
    expect(differs(type, "AAAA", "AAAA\n")).toBeUndefined();
  });
});

describe("compareOutputs", () => {
  const print = (text: string, name: "stdout" | "stderr" = "stdout"): Output => ({ output_type: "stream", name, text });
  const show = (data: Record<string, unknown>): Output => ({ output_type: "display_data", data, metadata: {} });
  const error = (evalue: string): Output => ({ output_type: "error", ename: "E", evalue, traceback: [evalue] });
  const titles = (stored: readonly Output[], fresh: readonly Output[], more = {}) =>
    compareOutputs(stored, fresh, { ...defaultRules, ...more }).map(({ title }) => title);

  it("takes a stream as a whole, wherever its pieces stand", () => {
    expect(titles([print("a\nb\n"), print("e", "stderr")], [print("a\n"), print("e", "stderr"), print("b\n")])).toEqual(
      [],
    );
    expect(titles([print("a"), print("e", "stderr")], [print("b"), print("f", "stderr")])).toEqual([
      "stdout",
      "stderr",
    ]);
  });

  it("takes what is shown one by one, type by type", () => {
    const stored = [show({ "text/plain": "a", "text/html": "b" }), show({ "text/plain": "c" })];
    const fresh = [show({ "text/plain": "a", "image/png": "x" }), show({ "text/plain": "d" })];
    expect(compareOutputs(stored, fresh, defaultRules)).toEqual([
      { title: "output 1, text/html", diff: "stored, but not shown any more" },
      { title: "output 1, image/png", diff: "shown, but not stored" },
      { title: "output 2, text/plain", diff: "@@ -1,1 +1,1 @@\n-c\n+d" },
    ]);
  });

  it("misses nothing that is there only once", () => {
    expect(compareOutputs([], [show({ "text/plain": "a" })], defaultRules)).toEqual([
      { title: "output 1", diff: "- nothing\n+ text/plain" },
    ]);
    expect(titles([show({}), error("x")], [show({})])).toEqual(["output 2"]);
    expect(titles([error("x")], [error("y")])).toEqual(["output 1, error"]);
    expect(titles([show({ "text/plain": "a" })], [error("y")])).toEqual(["output 1"]);
  });

  it("passes over what it is told to", () => {
    const ignore = ["stderr", "image/png"];
    const shown = (data: string) => [print(data, "stderr"), show({ "image/png": data, "text/plain": "a" })];
    expect(titles(shown("x"), shown("y"), { ignore })).toEqual([]);
    expect(titles(shown("x"), shown("y")).length).toBe(2);
  });
});

it("storedOutputs reads outputs as nbformat stores them, and refuses one of no known type", () => {
  const of = (outputs: unknown) =>
    parseNotebook(JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", source: "", outputs }] }), "n.ipynb");
  const data = { "text/plain": ["a\n", "b"], "application/json": ["a", "b"] };
  const stored = [
    { output_type: "stream", name: "stderr", text: ["x\n", "y"] },
    { output_type: "display_data", data, metadata: {} },
  ];
  expect(storedOutputs(of(stored))).toEqual([
    [
      { output_type: "stream", name: "stderr", text: "x\ny" },
      { output_type: "display_data", data: { "text/plain": "a\nb", "application/json": ["a", "b"] }, metadata: {} },
    ],
  ]);
  expect(() => storedOutputs(of([{ output_type: "pyout" }]))).toThrow(
    "n.ipynb: cell 1 of the file: an output of no known type",
  );
});
