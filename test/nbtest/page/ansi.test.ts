import { describe, expect, it } from "vitest";
import { ansiHtml } from "../../../lib/nbtest/page/ansi";

const ESC = "\u001b";

describe("ansiHtml", () => {
  it("makes colours and weights spans, across lines and until they end", () => {
    expect(ansiHtml(`a${ESC}[1;31mb\nc${ESC}[22md${ESC}[0me`)).toBe(
      'a<span class="ansi-bold ansi-fg-1">b\nc</span><span class="ansi-fg-1">d</span>e',
    );
    expect(ansiHtml(`${ESC}[92;44mx${ESC}[39;49my`)).toBe('<span class="ansi-fg-10 ansi-bg-4">x</span>y');
  });

  it("knows the 256 colours and all others", () => {
    expect(ansiHtml(`${ESC}[38;5;196mx`)).toBe('<span style="color:rgb(255,0,0)">x</span>');
    expect(ansiHtml(`${ESC}[38;5;244mx`)).toBe('<span style="color:rgb(128,128,128)">x</span>');
    expect(ansiHtml(`${ESC}[48;2;1;2;300mx`)).toBe('<span style="background-color:rgb(1,2,255)">x</span>');
    expect(ansiHtml(`${ESC}[38;5;9;1mx`)).toBe('<span class="ansi-bold ansi-fg-9">x</span>');
  });

  it("leaves out every other sequence and control character", () => {
    expect(
      ansiHtml(`${ESC}[2K${ESC}[1A${ESC}[?25la${ESC}]8;;https://a.example\u0007b${ESC}]8;;${ESC}\\c\u0000\u0007d\te`),
    ).toBe("abcd\te");
  });

  it("writes over a line after a carriage return", () => {
    expect(ansiHtml("10%\r100%\rdone\n next\r\nlast\r")).toBe("done\n next\nlast");
    expect(ansiHtml("abcdef\rXY")).toBe("XYcdef");
  });

  it("shows markup as text", () => {
    expect(ansiHtml(`<b>&amp;${ESC}[31m"<i>"`)).toBe(
      '&lt;b&gt;&amp;amp;<span class="ansi-fg-1">&quot;&lt;i&gt;&quot;</span>',
    );
  });
});
