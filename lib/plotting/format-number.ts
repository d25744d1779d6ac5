/** Digits that a reader compares; numbers in text are cut to them. */
const significant = 4;

/** Thousands separators, from 10,000 on: 9380, 10,000. */
const grouped = (text: string): string => {
  const [whole = "", ...rest] = text.split(".");
  if (whole.replace("-", "").length < 5) return text;
  return [whole.replace(/\B(?=(\d{3})+$)/g, ","), ...rest].join(".");
};

/** The decimals that show a number to four significant digits; 0 for whole numbers. */
function decimals(value: number): number {
  if (Number.isInteger(value)) return 0;
  const [, fraction = ""] = String(Number(value.toPrecision(significant))).split(".");
  return fraction.length;
}

/** Numbers that need an exponent: nearer to 0 than 0.0001, or from 10¹⁵; NaN and infinities have no digits. */
const isExtreme = (value: number): boolean =>
  !Number.isFinite(value) || (value !== 0 && (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e15));

const text = (value: number, places: number): string =>
  isExtreme(value) ? String(Number(value.toPrecision(significant))) : grouped(value.toFixed(places));

/** One number, to four significant digits; whole numbers in full: 0.9812, 12.35, 60,000, 1.2e-7. */
export const formatNumber = (value: number): string => text(value, decimals(value));

/** A column's cells as texts, its numbers with equally many decimals, so that they compare at a glance. */
export function formatColumn(cells: readonly (string | number)[]): readonly string[] {
  const ordinary = cells.filter((cell): cell is number => typeof cell === "number" && !isExtreme(cell));
  const largest = ordinary.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const enough = significant - Math.floor(Math.log10(largest || 1)); // one digit more than the largest number needs
  const places = Math.min(Math.max(0, enough), Math.max(0, ...ordinary.map(decimals)));
  return cells.map((cell) => (typeof cell === "number" ? text(cell, places) : cell));
}
