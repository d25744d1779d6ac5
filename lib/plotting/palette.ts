/**
 * Colours for series without an order. The first six: people with any colour vision tell them apart (Okabe and Ito
 * 2008, Color Universal Design, without the black and the yellow, which vanish on a dark or a white page). The last
 * two, grey and brown, lean on the dashes and shapes beside them.
 */
export const categoryColours: readonly string[] = [
  "#0072b2", // blue
  "#e69f00", // orange
  "#009e73", // green
  "#d55e00", // vermilion
  "#cc79a7", // purple
  "#56b4e9", // sky blue
  "#8c8c8c", // grey
  "#9a6324", // brown
];

/** Dashes in pixels, on and off; together with the colours they tell lines apart in print, too. */
export const dashes: readonly (readonly number[])[] = [
  [1, 0],
  [8, 3],
  [2, 2],
  [10, 3, 2, 3],
  [5, 5],
  [12, 4],
  [1, 4],
  [6, 2, 1, 2, 1, 2],
];

/** Dark to light, of evenly growing lightness. Smith and van der Walt 2015, viridis, at tenths. */
const lightness: readonly string[] = [
  "#440154",
  "#482475",
  "#414487",
  "#355f8d",
  "#2a788e",
  "#21918c",
  "#22a884",
  "#44bf70",
  "#7ad151",
  "#bddf26",
  "#fde725",
];

/** Blue over light grey to vermilion: below, at and above a middle value. Brewer's RdBu, seven classes, reversed. */
const twoSided: readonly string[] = ["#2166ac", "#67a9cf", "#d1e5f0", "#f7f7f7", "#fddbc7", "#ef8a62", "#b2182b"];

/** Blue to amber by way of purple, the lightness growing: an order that is seen on dark and on light pages. */
const steps: readonly string[] = ["#2f62d0", "#7d57cf", "#b9559f", "#dd6a62", "#eba13c"];

/** The stops of a colour ramp, evenly spaced from the smallest to the largest value. */
export const ramps = { lightness, twoSided, steps } as const;

const channels = (colour: string): readonly [number, number, number] => {
  const bits = Number.parseInt(colour.slice(1), 16);
  return [bits >> 16, (bits >> 8) & 255, bits & 255];
};

const hex = (rgb: readonly number[]): string =>
  `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;

/** The colour of a ramp at a share in [0, 1], straight between its stops in RGB; shares outside are clamped. */
export function rampColour(stops: readonly string[], share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const below = Math.min(Math.floor(place), stops.length - 2);
  const [from, to] = [channels(stops[below]!), channels(stops[below + 1]!)];
  return hex(from.map((value, i) => value + (to[i]! - value) * (place - below)));
}

/** `length` colours from blue to amber, for series in an order (temperatures, sizes). */
export const stepColours = (length: number): readonly string[] =>
  Array.from({ length }, (_, i) => rampColour(ramps.steps, length === 1 ? 0 : i / (length - 1)));

/** Relative luminance in [0, 1]. WCAG 2.2. */
export function luminance(colour: string): number {
  const linear = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
}

/** Black or white, whichever has the larger WCAG contrast on the colour. */
export const inkOn = (colour: string): "black" | "white" => {
  const light = luminance(colour) + 0.05;
  return light / 0.05 >= 1.05 / light ? "black" : "white";
};
