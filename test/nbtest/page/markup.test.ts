import { describe, expect, it } from "vitest";
import { dangersIn, elementsOf } from "./markup";

describe("the tests' own reader of pages", () => {
  it.each([
    "<script></script>",
    '<img src="https://a.example/x.png">',
    '<p onclick="x"></p>',
    '<a href="java&#115;cript:x"></a>',
    '<a href="&#1;javascript:x"></a>',
    '<p style="background: url(x)"></p>',
  ])("sees the danger in %s", (html) => expect(dangersIn(html)).not.toEqual([]));

  it.each(["<p>", "</p>", "<b><i></b></i>", "<p a='x'></p>", "a < b", '<p a="<"></p>'])(
    "refuses %s as not well formed",
    (html) => expect(() => elementsOf(html)).toThrow(),
  );
});
