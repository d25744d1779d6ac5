import { describe, expect, it } from "vitest";
import { emptyText, sizeOfBounded, textOfBounded, writeBounded } from "../../../lib/nbtest/notebook/bounded-text";
import { emptyStream, textOfStream, writeStream } from "../../../lib/nbtest/notebook/stream-text";

const shown = (...pieces: string[]) => textOfStream(pieces.reduce(writeStream, emptyStream));

describe("writeStream", () => {
  it("keeps plain lines", () => {
    expect(shown("a\n", "b", "c\n")).toBe("a\nbc\n");
  });

  it("overwrites a line after a carriage return, also one of an earlier message", () => {
    expect(shown("10 %", "\r100 %")).toBe("100 %");
    expect(shown("abc\rd")).toBe("dbc");
    expect(shown("one\ntwo\r", "six\n")).toBe("one\nsix\n");
  });

  it("takes a carriage return and a line feed for a line's end, also when they come apart", () => {
    expect(shown("a\r\nb\r", "\n")).toBe("a\nb\n");
  });

  it("goes back one place at a backspace, and not beyond the line's start", () => {
    expect(shown("ab\bc")).toBe("ac");
    expect(shown("a\n\b\bb")).toBe("a\nb");
  });
});

describe("writeBounded", () => {
  it("keeps beginning and end, and says how many bytes it dropped", () => {
    const lines = Array.from({ length: 1000 }, (_, i) => `line ${String(i).padStart(4, "0")}\n`);
    const text = lines.reduce((now, line) => writeBounded(now, line, 1000), emptyText);
    const whole = textOfBounded(text);
    expect(whole.startsWith("line 0000\n")).toBe(true);
    expect(whole.endsWith("line 0999\n")).toBe(true);
    expect(sizeOfBounded(text)).toBeLessThanOrEqual(2000);
    const dropped = Number(/… ([\d,]+) bytes dropped …/.exec(whole)?.[1]?.replaceAll(",", ""));
    expect(dropped + sizeOfBounded(text)).toBe(10_000);
  });

  it("bounds one endless line, too, and cuts no character in two", () => {
    const text = textOfBounded(writeBounded(emptyText, "😀".repeat(5000), 1001));
    expect(text.length).toBeLessThan(1100);
    expect(/^(😀)+\n… [\d,]+ bytes dropped …\n(😀)+$/u.test(text)).toBe(true);
  });
});
