import { describe, expect, it } from "vitest";
import { bundleHtml } from "../../../lib/nbtest/page/bundle";

/** The richest first. */
const CONTENTS: readonly (readonly [type: string, content: unknown, shown: string])[] = [
  [
    "image/svg+xml",
    "<svg xmlns='http://www.w3.org/2000/svg'/>",
    `src="data:image/svg+xml;base64,${btoa("<svg xmlns='http://www.w3.org/2000/svg'/>")}" alt="words"`,
  ],
  ["image/png", ["AA\n", "A="], 'src="data:image/png;base64,AAA="'],
  ["image/jpeg", "BBBB", 'src="data:image/jpeg;base64,BBBB"'],
  ["text/html", ["<b>", "html</b>"], "<b>html</b>"],
  ["text/markdown", "*markdown*", "<em>markdown</em>"],
  ["text/latex", "$\\displaystyle x^2$", '<math xmlns="http://www.w3.org/1998/Math/MathML" display="block">'],
  ["application/json", { a: [1, null] }, '<span class="hljs-attr">&quot;a&quot;</span>'],
  ["text/plain", "words", "<pre>words</pre>"],
];

describe("bundleHtml", () => {
  it.each(CONTENTS)("shows %s before everything less rich", (type, _content, shown) => {
    const place = CONTENTS.findIndex(([other]) => other === type);
    const rest = CONTENTS.slice(place).reverse();
    const html = bundleHtml(Object.fromEntries(rest.map(([name, content]) => [name, content])), {});
    expect(html).toContain(shown);
    for (const [, , other] of CONTENTS.slice(place + 1)) expect(html).not.toContain(other);
  });

  it("takes the size of an image from the metadata, if it is a number", () => {
    expect(bundleHtml({ "image/png": "AAAA" }, { "image/png": { width: 320.4, height: "x" } })).toContain(
      'width="320">',
    );
  });

  it("passes over an image that isn't base64, and a content that isn't text", () => {
    expect(bundleHtml({ "image/png": "<b>", "text/html": 5, "text/plain": "a" }, {})).toContain("<pre>a</pre>");
  });

  it("names kinds of output that it can't show", () => {
    expect(bundleHtml({ "application/vnd.x+json": {} }, {})).toContain(
      "can&#39;t show: application/vnd.x+json".replace("&#39;", "'"),
    );
    expect(bundleHtml({}, {})).toBe("");
  });

  it("reads TeX with words between its formulas", () => {
    expect(bundleHtml({ "text/latex": "so $a$ and $b$" }, {}).split("<math ")).toHaveLength(3);
    expect(bundleHtml({ "text/latex": "\\begin{align} a &= b \\end{align}" }, {})).toContain('display="block"');
  });

  it("scrolls only what is longer than 200 lines", () => {
    expect(bundleHtml({ "text/plain": "x\n".repeat(200) }, {})).not.toContain("tall");
    expect(bundleHtml({ "text/plain": "x\n".repeat(201) }, {})).toContain('tall" tabindex="0"');
  });
});
