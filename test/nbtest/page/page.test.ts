import { describe, expect, it } from "vitest";
import { writePage } from "../../../lib/nbtest/page/page";
import type { ReadableCell } from "../../../lib/nbtest/page/readable-notebook";
import { dangersIn, elementsOf } from "./markup";

const metadata = { language_info: { name: "typescript" } };
const prose = (source: string | readonly string[]): ReadableCell => ({ cell_type: "markdown", source: source });
const page = (...cells: readonly ReadableCell[]): string => {
  const html = writePage({ cells: cells, metadata: metadata }, { title: "a notebook" });
  expect(dangersIn(html)).toEqual([]);
  return html;
};

describe("writePage", () => {
  it("writes a whole document for an empty notebook", () => {
    const html = page();
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">/);
    expect(html).toContain("<title>a notebook</title>");
    expect(html).toContain("<h1>a notebook</h1>");
    expect(html).not.toContain("<nav");
  });

  it("takes the title's place from the notebook's own heading", () => {
    expect(elementsOf(page(prose("# Its own"))).filter(({ name }) => name === "h1")).toHaveLength(1);
  });

  it("shows the note as text", () => {
    expect(writePage({ cells: [] }, { title: "a", note: "<2 cores>" })).toContain(
      '<p class="note">&lt;2 cores&gt;</p>',
    );
  });

  it("reads a source as a string or as lines", () => {
    expect(page(prose(["a\n", "b"]))).toBe(page(prose("a\nb")));
  });

  it("links its table of contents to the headings", () => {
    const elements = elementsOf(page(prose("# Title\n\n## A"), prose("## A\n\n### B\n\n#### C")));
    const ids = new Set(elements.map(({ attributes }) => attributes.get("id")));
    const links = elements.flatMap(({ name, attributes }) => (name === "a" ? [attributes.get("href")] : []));
    expect(links.slice(0, 3)).toEqual(["#a", "#a-2", "#b"]);
    for (const link of links) expect(ids).toContain(link?.slice(1));
  });

  it("gives every id once, whatever the headings say", () => {
    const ids = elementsOf(page(prose("# Cell 1\n# cell_1\n# A\n# A\n# A 2"))).flatMap(
      ({ attributes }) => attributes.get("id") ?? [],
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("colours TypeScript cells by the language of the notebook", () => {
    const html = page({ cell_type: "code", source: "const a: number = 1; // one", execution_count: 7, outputs: [] });
    for (const part of [
      'hljs-keyword">const',
      'hljs-built_in">number',
      'hljs-number">1',
      'hljs-comment">// one',
      ">[7]<",
    ])
      expect(html).toContain(part);
    const plain = writePage({ cells: [{ cell_type: "code", source: "const a < b" }] }, { title: "a" });
    expect(plain).toContain("<code>const a &lt; b</code>");
  });

  it("joins what one stream printed in pieces", () => {
    const piece = (name: string, text: unknown) => ({ output_type: "stream", name: name, text: text });
    const outputs = [
      piece("stdout", "1%\r"),
      piece("stdout", ["2%", "\n"]),
      piece("stderr", "late"),
      piece("stdout", "end"),
    ];
    const html = page({ cell_type: "code", source: "", outputs: outputs });
    expect(html).toContain("<pre>2%\n</pre>");
    expect(html.match(/class="output text stderr"><pre>late</g)).toHaveLength(1);
    expect(html.match(/class="output /g)).toHaveLength(3);
  });

  it("frames an error with its colours", () => {
    const error = {
      output_type: "error",
      ename: "RangeError",
      evalue: "a < b",
      traceback: ["\u001b[31mRangeError\u001b[0m", "  at x"],
    };
    const html = page({ cell_type: "code", source: "f()", outputs: [error] });
    expect(html).toContain(
      '<p class="error-name">RangeError: a &lt; b</p><pre><span class="ansi-fg-1">RangeError</span>\n  at x</pre>',
    );
  });

  it("keeps every character, and takes half a character pair or a very long line", () => {
    const text = `Größe 漢字 👩‍🔬 \u05d0 \ud800 ${"x".repeat(300_000)}`;
    const html = page(prose(text), {
      cell_type: "code",
      source: text,
      outputs: [{ output_type: "stream", name: "stdout", text: text }],
    });
    expect(html.split("Größe 漢字 👩‍🔬 \u05d0").length - 1).toBe(3);
  });

  it("takes metadata of any kind", () => {
    const odd = { toString: 1, valueOf: 1 };
    const data = { "image/png": "AAAA" };
    const outputs = [{ output_type: "display_data", data: data, metadata: { "image/png": { width: odd } } }];
    const cells = [{ cell_type: "code", source: "1", outputs: outputs }];
    expect(writePage({ cells: cells, metadata: { language_info: { name: odd } } }, { title: "a" })).toContain("AAAA");
  });

  it("writes the same page twice", () => {
    const cells = [
      prose("# A\n\n$x$ `b`"),
      { cell_type: "code", source: "1", outputs: [{ output_type: "stream", text: "x" }] },
    ];
    expect(page(...cells)).toBe(page(...cells));
  });
});
