import { describe, expect, it } from "vitest";
import { textWidth } from "../../lib/notebook/text-width";

/** Widths in Helvetica's own metrics (Adobe, Core 14 AFM): thousandths of an em, summed by hand. */
const helvetica: Readonly<Record<string, number>> = {
  "0.25": 556 + 278 + 556 + 556,
  epoch: 556 + 556 + 556 + 500 + 556,
  "WWW illi": 3 * 944 + 278 + 222 + 222 + 222 + 222,
  probability: 556 + 333 + 556 + 556 + 556 + 556 + 222 + 222 + 222 + 278 + 500,
};

describe("textWidth", () => {
  it.each(Object.entries(helvetica))('is within a fifth of Helvetica\'s for "%s"', (text, thousandths) => {
    const ratio = textWidth(text, { size: 12, bold: false }) / ((12 * thousandths) / 1000);
    expect(ratio).toBeGreaterThan(0.95);
    expect(ratio).toBeLessThan(1.25);
  });

  it("grows with the size and the weight", () => {
    expect(textWidth("loss", { size: 24, bold: false })).toBeCloseTo(2 * textWidth("loss", { size: 12, bold: false }));
    expect(textWidth("loss", { size: 12, bold: true })).toBeGreaterThan(textWidth("loss", { size: 12, bold: false }));
  });
});
