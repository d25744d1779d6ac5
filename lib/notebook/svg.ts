import { createHash } from "node:crypto";
import type { TopLevelSpec } from "vega-lite";
import type { VegaLiteSpec } from "../plotting/spec";
import { textWidth } from "./text-width";

/** Numbers in geometry, to two decimals: the last digits differ between machines and say nothing. */
const rounded = (text: string): string => text.replace(/-?\d+\.\d{3,}/g, (number) => `${+Number(number).toFixed(2)}`);

/** The attributes that hold geometry, and no text of the reader's. */
const geometry = /\b(?:d|x|y|x1|x2|y1|y2|cx|cy|r|width|height|transform|viewBox|offset|stroke-dasharray)="[^"]*"/g;

/** Ids after the picture's own content: stable, and unlike those of other pictures on the same page. */
function ownIds(svg: string): string {
  const ids = [...new Set([...svg.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]!))];
  const content = ids.reduce((text, id, i) => text.replaceAll(id, `id${i}`), svg);
  const name = createHash("sha256").update(content).digest("hex").slice(0, 8);
  return ids.reduce(
    (text, id, i) =>
      text
        .replaceAll(`id="${id}"`, `id="p${name}-${i}"`)
        .replaceAll(`url(#${id})`, `url(#p${name}-${i})`)
        .replaceAll(`href="#${id}"`, `href="#p${name}-${i}"`),
    svg,
  );
}

/** The part of vega that says how wide a text is; vega's own types leave it out. */
interface TextMetrics {
  width: (item: TextItem, text: unknown) => number;
}

interface TextItem {
  readonly fontSize?: number;
  readonly fontWeight?: string | number;
}

/** Gives vega our widths, for all its pictures in this process: it takes them as they are (its `textMetrics`). */
function useTextWidths(vega: object): void {
  (vega as { textMetrics: TextMetrics }).textMetrics.width = (item, text) =>
    textWidth(String(text ?? ""), { size: item.fontSize ?? 11, bold: item.fontWeight === "bold" });
}

/**
 * The picture of a Vega-Lite specification as SVG text, drawn without a browser; equal specifications give equal text.
 * vega is loaded at the first call (half a second).
 * @throws Error of vega-lite or vega if the specification is wrong
 */
export async function svg(spec: VegaLiteSpec): Promise<string> {
  const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  useTextWidths(vega);
  const view = new vega.View(vega.parse(compile(spec as unknown as TopLevelSpec).spec), { renderer: "none" });
  try {
    return ownIds((await view.toSVG()).replace(geometry, rounded));
  } finally {
    view.finalize();
  }
}
