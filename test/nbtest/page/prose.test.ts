import { describe, expect, it } from "vitest";
import { newAnchors } from "../../../lib/nbtest/page/anchors";
import { proseOf } from "../../../lib/nbtest/page/prose";
import { elementsOf } from "./markup";

const html = (source: string, attachments?: unknown): string => {
  const prose = proseOf(source, { anchors: newAnchors(), attachments: attachments });
  elementsOf(prose.html);
  return prose.html;
};

describe("proseOf", () => {
  it("writes tables with their alignment", () => {
    const table = html("| a | b |\n|---|--:|\n| 1 | 2 |");
    expect(table).toContain("<th>a</th>");
    expect(table).toContain('<td style="text-align:right">2</td>');
  });

  it("keeps links to the web, to the page and to files beside it", () => {
    for (const link of [
      "https://a.example/",
      "http://a.example/",
      "mailto:a@b.example",
      "#part",
      "other.ipynb",
      "../x/y.md",
    ])
      expect(html(`[x](${link})`)).toContain(`<a href="${link}" rel="noreferrer">x</a>`);
    expect(html("see https://a.example/b")).toContain('<a href="https://a.example/b"');
  });

  it("shows a link of another kind as the text it is", () => {
    expect(html("[x](ftp://a.example)")).toBe("<p>[x](ftp://a.example)</p>\n");
  });

  it("gives headings ids of their own and lists them", () => {
    const { headings, html } = proseOf("# Größe & *Maß*\n\n## The [loss](#x) $T^2$\n\n## The loss $T^2$\n\n### !", {
      anchors: newAnchors(),
    });
    expect(headings.map(({ level, id }) => [level, id])).toEqual([
      [1, "größe-maß"],
      [2, "the-loss-t-2"],
      [2, "the-loss-t-2-2"],
      [3, "section"],
    ]);
    expect(headings[0]?.html).toBe("Größe &amp; <em>Maß</em>");
    expect(headings[1]?.html).toMatch(/^The loss <span class="katex">/);
    expect(html).toContain('<h1 id="größe-maß">');
    expect(html).toContain('href="#the-loss-t-2-2"');
  });

  it("shows images that the notebook carries and names those that it does not", () => {
    expect(html("![a plot](data:image/png;base64,AAAA)")).toContain(
      '<img src="data:image/png;base64,AAAA" alt="a plot">',
    );
    expect(html("![a plot](attachment:my%20plot.png)", { "my plot.png": { "image/png": ["AA\n", "AA\n"] } })).toContain(
      '<img src="data:image/png;base64,AAAA" alt="a plot">',
    );
    expect(html("![a plot](plot.png)")).toContain("Image: a plot (plot.png)");
    expect(html("![a plot](attachment:lost.png)")).toContain("Image: a plot (attachment:lost.png)");
  });

  it("keeps harmless HTML within a line and shows the rest", () => {
    expect(html("x<sub>i</sub> and <kbd>A</kbd><br>")).toContain("x<sub>i</sub> and <kbd>A</kbd><br>");
    expect(html("a <b>b *c</b> d* e")).not.toContain("<b>");
    expect(html("a <!-- note --> b")).toBe("<p>a  b</p>\n");
    expect(html("a <blink>b</blink>")).toContain("&lt;blink&gt;b&lt;/blink&gt;");
  });

  it("lets details hold prose", () => {
    const details = html("<details>\n<summary>Solution</summary>\n\n**bold** $x$\n\n</details>");
    expect(details).toMatch(
      /^<details>\n<summary>Solution<\/summary>\n+<p><strong>bold<\/strong>.*<\/p>\n<\/details>\n$/s,
    );
    expect(elementsOf(html("- <details>\n\n- </details>\n\ntext")).filter(({ name }) => name === "li")).toHaveLength(2);
  });

  it("colours fenced code of a language it knows and leaves other code plain", () => {
    expect(html("```ts\nconst a = 1;\n```")).toContain('<span class="hljs-keyword">const</span>');
    expect(html("```cobol\nMOVE 1 TO a < b\n```")).toContain("MOVE 1 TO a &lt; b");
  });
});
