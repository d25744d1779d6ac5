import { describe, expect, it } from "vitest";
import { mathHtml } from "../../../lib/nbtest/page/math";
import { elementsOf } from "./markup";

describe("mathHtml", () => {
  it("writes styled letters as Unicode has them, as browsers ignore mathvariant", () => {
    const html = mathHtml(
      "\\mathcal{L} \\mathbb{R} \\mathbf{z}_{1} \\boldsymbol{\\alpha} \\mathfrak{g} \\mathbb{E} \\mathcal{D}",
      { display: false },
    );
    for (const letter of ["ℒ", "ℝ", "𝐳", "𝜶", "𝔤", "𝔼", "𝒟"]) expect(html).toContain(`<mi>${letter}</mi>`);
    expect(mathHtml("\\mathrm{KL}", { display: false })).toContain('<mi mathvariant="normal">K</mi>');
  });

  it("keeps the source for those who copy it", () => {
    expect(mathHtml("a < b", { display: false })).toContain(
      '<annotation encoding="application/x-tex">a &lt; b</annotation>',
    );
  });

  it("shows the source of what it can't read, marked", () => {
    expect(mathHtml("\\frac{1", { display: true })).toMatch(
      /^<span class="math-error" title="ParseError[^"]*">\\frac\{1<\/span>$/,
    );
    expect(mathHtml("{".repeat(4000), { display: true })).toMatch(/^<(code|span) class="math-error"/);
    expect(mathHtml("x".repeat(10_001), { display: true })).toContain("at most 10000");
  });

  it.each([
    "\\href{javascript:alert(1)}{x}",
    "\\includegraphics{https://a.example/x.png}",
    "\\htmlClass{contents}{x}",
    "\\htmlStyle{color:red}{x}",
  ])("leaves %s inert", (source) => {
    for (const { name, attributes } of elementsOf(mathHtml(source, { display: false }))) {
      expect(["a", "img", "mglyph"]).not.toContain(name);
      for (const attribute of ["href", "src", "id", "style"]) expect(attributes.has(attribute)).toBe(false);
      expect(["katex", undefined]).toContain(attributes.get("class"));
    }
  });
});
