import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { compile as compileInLab, version } from "vega-lite-lab";
import { expect } from "vitest";
import { textWidth } from "../../lib/notebook/text-width";
import type { VegaLiteSpec } from "../../lib/plotting/spec";

/** One drawn element: its attributes and its own text. */
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A chart as vega drew it. */
export interface Drawing {
  readonly svg: string;
  readonly elements: readonly Element[];
  /** Every text, in drawing order. */
  readonly texts: readonly string[];
  /** The marks of a kind: bars, lines, points … */
  readonly marks: (role: string) => readonly Element[];
  /** The data that the compiled chart computed, by Vega's own name. */
  readonly data: (name: string) => readonly Readonly<Record<string, unknown>>[];
  readonly scale: (name: string) => { readonly domain: readonly unknown[]; readonly range: readonly unknown[] };
}

const unescaped = (text: string): string =>
  text.replace(/&(lt|gt|quot|amp);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&" })[name]!);

const elementsIn = (svg: string): readonly Element[] =>
  [...svg.matchAll(/<([a-z]+)((?:\s[\w:-]+="[^"]*")*)\s*\/?>([^<]*)/gi)].map(
    ([, tag = "", attributes = "", text = ""]) => ({
      tag,
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map((match) => [match[1], match[2]]),
      ),
      text: unescaped(text),
    }),
  );

// As `show` draws: with widths near those of a browser.
(vega as unknown as { textMetrics: { width: unknown } }).textMetrics.width = (
  item: { readonly fontSize: number; readonly fontWeight?: string },
  text: unknown,
) => textWidth(String(text ?? ""), { size: item.fontSize, bold: item.fontWeight === "bold" });

/** Compiles with a vega-lite, draws, and fails on any warning of either. */
async function draw(spec: VegaLiteSpec, compiler: typeof compile, signals: Readonly<Record<string, unknown>>) {
  const complaints: string[] = [];
  const logger = vega.logger(vega.Warn);
  const complain = (...words: readonly unknown[]) => {
    complaints.push(words.join(" "));
    return logger;
  };
  logger.warn = complain;
  logger.error = complain as typeof logger.error;
  const { spec: compiled } = compiler(spec as unknown as TopLevelSpec, { logger });
  const view = new vega.View(vega.parse(compiled), { renderer: "none", logger });
  for (const [name, value] of Object.entries(signals)) view.signal(name, value);
  const svg = await view.toSVG();
  expect(complaints).toEqual([]);
  return { svg, view };
}

/** Draws a chart with the vega-lite of the package and with that of JupyterLab; both must be silent and agree on texts. */
export async function drawn(spec: VegaLiteSpec, signals: Readonly<Record<string, unknown>> = {}): Promise<Drawing> {
  expect(version).toBe("5.6.1");
  const lab = await draw(spec, compileInLab as unknown as typeof compile, signals);
  const { svg, view } = await draw(spec, compile, signals);
  const elements = elementsIn(svg);
  const texts = elements.filter(({ tag }) => tag === "text").map(({ text }) => text);
  expect(
    elementsIn(lab.svg)
      .filter(({ tag }) => tag === "text")
      .map(({ text }) => text),
  ).toEqual(texts);
  return {
    svg,
    elements,
    texts,
    marks: (role) => elements.filter(({ attributes }) => attributes["aria-roledescription"] === role),
    data: (name) => view.data(name),
    scale: (name) => {
      const scale = (view as unknown as { scale: (name: string) => { domain(): unknown[]; range(): unknown[] } }).scale(
        name,
      );
      return { domain: scale.domain(), range: scale.range() };
    },
  };
}
