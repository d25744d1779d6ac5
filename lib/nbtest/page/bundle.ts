import { newAnchors } from "./anchors";
import { ansiHtml } from "./ansi";
import { codeHtml } from "./code";
import { escapeHtml } from "./escape";
import { drawing, pixelImage } from "./image";
import { mathHtml } from "./math";
import { box, lineCount } from "./output-box";
import { proseOf } from "./prose";
import { entriesOf, own, textOf } from "./readable-notebook";
import { sanitiseHtml } from "./sanitise-html";

interface Shown {
  /** MIME type → content */
  readonly bundle: unknown;
  readonly metadata: unknown;
  /** what stands for an image */
  readonly alt: string;
}

type Show = (shown: Shown) => string | undefined;

const proseHtml = (text: string): string => proseOf(text, { anchors: newAnchors() }).html;

/** TeX as Jupyter stores it: one formula, with or without its dollar signs, or words with formulas between them. */
function latex(text: string): string {
  const formula = /^\s*(\$\$?)([^$]+)\1\s*$/.exec(text)?.[2] ?? (text.includes("$") ? undefined : text);
  if (formula === undefined) return proseHtml(text);
  return mathHtml(formula.replace(/^\s*\\displaystyle(?![a-z])/i, "").trim(), { display: true });
}

const textAs =
  (type: string, kind: string, show: (text: string) => string): Show =>
  ({ bundle }) => {
    const text = textOf(own(bundle, type));
    return text === undefined ? undefined : box(kind, show(text), lineCount(text));
  };

const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

const pixels =
  (type: string): Show =>
  ({ bundle, metadata, alt }) => {
    const size = own(metadata, type);
    const [width, height] = ["width", "height"].map((name) => numberOf(own(size, name)));
    const image = pixelImage(type, textOf(own(bundle, type)) ?? "", { alt: alt, width: width, height: height });
    return image === undefined ? undefined : box("picture", image, 1);
  };

const svg: Show = ({ bundle, alt }) => {
  const text = textOf(own(bundle, "image/svg+xml"));
  return text === undefined ? undefined : box("picture", drawing(text, { alt: alt }), 1);
};

const json: Show = ({ bundle }) => {
  const value = own(bundle, "application/json");
  if (value === undefined) return undefined;
  const text = JSON.stringify(value, undefined, 2);
  return box("text", `<pre>${codeHtml(text, "json")}</pre>`, lineCount(text));
};

/** Ways to show a MIME bundle, the richest first. */
const WAYS: readonly Show[] = [
  svg,
  ...["image/png", "image/jpeg", "image/gif", "image/webp"].map(pixels),
  textAs("text/html", "rich", sanitiseHtml),
  textAs("text/markdown", "rich prose", proseHtml),
  textAs("text/latex", "rich formula", latex),
  json,
  textAs("text/plain", "text", (text) => `<pre>${ansiHtml(text)}</pre>`),
];

/** A MIME bundle → the HTML of the richest of its contents that the page can show. */
export function bundleHtml(bundle: unknown, metadata: unknown): string {
  const alt = textOf(own(bundle, "text/plain"))?.slice(0, 300) ?? "output of the cell above";
  for (const show of WAYS) {
    const html = show({ bundle: bundle, metadata: metadata, alt: alt });
    if (html !== undefined) return html;
  }
  const types = entriesOf(bundle).map(([type]) => type);
  if (types.length === 0) return "";
  return box("text absent", `An output that this page can't show: ${escapeHtml(types.join(", "))}`, 1);
}
