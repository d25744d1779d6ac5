import { describe, expect, it } from "vitest";
import { sanitiseHtml } from "../../../lib/nbtest/page/sanitise-html";

describe("sanitiseHtml", () => {
  it("leaves an allowed table as it is", () => {
    const table =
      '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td colspan="2">1 &lt; 2 &amp; 3</td></tr></tbody></table>';
    expect(sanitiseHtml(table)).toBe(table);
  });

  it("closes what was left open, as HTML allows", () => {
    expect(sanitiseHtml("<table><tr><td>1<td>2<tr><td>3</table>")).toBe(
      "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>",
    );
    expect(sanitiseHtml("<ul><li>a<li>b</ul><p>c<p>d")).toBe("<ul><li>a</li><li>b</li></ul><p>c</p><p>d</p>");
    expect(sanitiseHtml("<div><b>x")).toBe("<div><b>x</b></div>");
    expect(sanitiseHtml("</div></b>x")).toBe("x");
  });

  it("keeps harmless styles and drops the others", () => {
    expect(sanitiseHtml('<p style="Color: RED; width:50%; position:fixed; background: rgb(1, 2, 3)">x</p>')).toBe(
      '<p style="color: RED; width: 50%; background: rgb(1, 2, 3)">x</p>',
    );
    for (const value of ["url(x)", "expression(1)", "var(--x)", "-5px", "calc(1px)", "a\\b", "'x'", "1:2"])
      expect(sanitiseHtml(`<p style="width: ${value}">x</p>`)).toBe("<p>x</p>");
  });

  it("drops attributes that are not on the list, classes and ids among them", () => {
    expect(sanitiseHtml('<div class="contents" id="cell_1" onclick="x" data-a=1 title=\'a "b"\'>x</div>')).toBe(
      '<div title="a &quot;b&quot;">x</div>',
    );
    expect(sanitiseHtml('<progress value="3" max="10" form="f"></progress>')).toBe(
      '<progress value="3" max="10"></progress>',
    );
  });

  it("leaves out scripts, styles and comments with all that is in them", () => {
    expect(sanitiseHtml("a<script>x</script>b<style scoped>y</style>c<!-- z -->d<script>e")).toBe("abcd");
  });

  it("shows tags that it doesn't know as text", () => {
    expect(sanitiseHtml("<button>x</button> 1 < 2 <")).toBe("&lt;button&gt;x&lt;/button&gt; 1 &lt; 2 &lt;");
  });

  it("turns an inline drawing into an image and gives it its namespace", () => {
    const [, base64] = /^<b><img src="data:image\/svg\+xml;base64,([^"]+)" alt="drawing"><\/b>$/.exec(
      sanitiseHtml("<b><svg width='1'><g/></svg></b>"),
    )!;
    expect(Buffer.from(base64!, "base64").toString()).toBe(
      `<svg xmlns="http://www.w3.org/2000/svg" width='1'><g/></svg>`,
    );
  });

  it("cleans a second time to the same", () => {
    for (const html of [
      "<b title='<i>'>a & b &amp; &#60; c",
      "<table><td><li>x<li>",
      "<x><a href='https://a.example?b&amp;c=d'>",
    ]) {
      expect(sanitiseHtml(sanitiseHtml(html))).toBe(sanitiseHtml(html));
    }
  });
});
