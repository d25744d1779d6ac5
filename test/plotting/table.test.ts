import { describe, expect, it } from "vitest";
import { tableHtml, tableText } from "../../lib/plotting/table";

const table = {
  caption: "Errors & more",
  columns: [{ title: "model" }, { title: "errors" }, { title: "accuracy" }],
  rows: [
    ["teacher", 71, 0.9929],
    ["<student>", 12_345, 0.98],
  ],
};

describe("tableText", () => {
  it("aligns words to the left, numbers to the right, and gives a column one number of decimals", () => {
    expect(tableText(table).split("\n")).toEqual([
      "Errors & more",
      "model      errors  accuracy",
      "─────────  ──────  ────────",
      "teacher        71    0.9929",
      "<student>  12,345    0.9800",
    ]);
  });

  it("counts characters, not code units, and follows a given alignment", () => {
    const columns = [{ title: "é𝛼", align: "right" as const }, { title: "x" }];
    expect(tableText({ columns, rows: [["abc", "y"]] }).split("\n")).toEqual([" é𝛼  x", "───  ─", "abc  y"]);
  });

  it("shows a table without rows", () => {
    expect(tableText({ columns: [{ title: "a" }], rows: [] })).toBe("a\n─");
  });

  it("rejects a row that is too short or too long", () => {
    expect(() => tableText({ columns: [{ title: "a" }], rows: [[1], [1, 2]] })).toThrow(
      "table: row 1 has 2 cells; there are 1 columns",
    );
  });
});

describe("tableHtml", () => {
  it("escapes every text", () => {
    const html = tableHtml({ ...table, rows: [['<img src=x onerror="alert(1)">', 1, 2]] });
    expect(html).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;");
    expect(html).toContain("<caption>Errors &amp; more</caption>");
    expect(html).not.toContain("<img");
  });

  it("has a head cell per column and a row per row", () => {
    const html = tableHtml(table);
    expect(html.match(/<th /g)).toHaveLength(3);
    expect(html.match(/<td /g)).toHaveLength(6);
    expect(html).toContain('<td style="text-align: right">12,345</td>');
  });
});
