import { describe, expect, it } from "vitest";
import { newAnchors } from "../../../lib/nbtest/page/anchors";
import { proseOf } from "../../../lib/nbtest/page/prose";

const html = (source: string): string => proseOf(source, { anchors: newAnchors() }).html;
const formulas = (source: string): number => html(source).split("<math ").length - 1;
const displayed = (source: string): number => html(source).split('display="block"').length - 1;

describe("formulas in prose", () => {
  it("are MathML, within a line or in one of their own", () => {
    expect(html("where $T^2$ stands")).toMatch(
      /^<p>where <span class="katex"><math [^>]*><semantics>.*<msup><mi>T<\/mi><mn>2<\/mn><\/msup>/,
    );
    expect(displayed("$T^2$")).toBe(0);
    expect(displayed("$$T^2$$")).toBe(1);
    expect(displayed("so $$T^2$$ it is")).toBe(1);
    expect(displayed("text\n$$\na\n= b\n$$\nmore")).toBe(1);
  });

  it("may hold what Markdown would read otherwise", () => {
    expect(html("$a_1 * b_2 * c$")).not.toContain("<em>");
    expect(displayed("$$\na\n\n- b\n> c\n    + d\n$$")).toBe(1);
    expect(formulas("- $$\n  a\n  $$\n- $b$")).toBe(2);
    expect(displayed("$$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$$")).toBe(1);
  });

  it("are not seen in prices", () => {
    expect(formulas("costs $5 and $6")).toBe(0);
    expect(formulas("from $5-$6, or US$7 to US$8")).toBe(0);
    expect(formulas("\\$x\\$ and $ x $ and 5$")).toBe(0);
    expect(formulas("it costs $5; $x$ is the price")).toBe(1);
  });

  it("are not seen in code", () => {
    expect(formulas("`$x$` and\n\n```ts\nconst a = `$" + "{b}$`; // $x$\n$$ y $$\n```\n\n    $$z$$")).toBe(0);
  });

  it("that never end are text", () => {
    expect(html("$$\nnever ends\n\ntext")).toContain("$$\nnever ends");
    expect(html("a $ b")).toBe("<p>a $ b</p>\n");
    expect(html("$$$$ and $$ $$")).toBe("<p>$$$$ and $$ $$</p>\n");
  });
});
