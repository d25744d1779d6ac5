import { escapeHtml } from "./escape";

/** How an image is shown: the text that stands for it, and its size if the notebook gives one. */
export interface ImageOptions {
  readonly alt: string;
  /** pixels */
  readonly width?: number | undefined;
  /** pixels */
  readonly height?: number | undefined;
}

const PIXEL_TYPES: ReadonlySet<string> = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

const imageTag = (source: string, { alt, width, height }: ImageOptions): string => {
  const size = [
    ["width", width],
    ["height", height],
  ] as const;
  const sizes = size.map(([name, value]) => (Number.isFinite(value) ? ` ${name}="${Math.round(Number(value))}"` : ""));
  return `<img src="${source}" alt="${escapeHtml(alt)}"${sizes.join("")}>`;
};

/** Base64 pixels → an image that the page carries; undefined if the type is not one of pixels or the content not base64. */
export function pixelImage(type: string, base64: string, options: ImageOptions): string | undefined {
  const content = base64.replace(/\s+/g, "");
  if (!PIXEL_TYPES.has(type) || !/^[A-Za-z\d+/]+={0,2}$/.test(content)) return undefined;
  return imageTag(`data:${type};base64,${content}`, options);
}

/**
 * SVG text → an image that the page carries. A browser runs no script and loads nothing inside an image, so no drawing
 * can do harm, and none needs to be cleaned.
 */
export function drawing(svg: string, options: ImageOptions): string {
  const start = svg.search(/<svg\b/i);
  // Inside HTML the namespace may be left out; an image is XML and needs it.
  const startTag = svg.slice(start, svg.indexOf(">", start));
  const named = start < 0 || /\sxmlns\s*=/i.test(startTag);
  const text = named ? svg : `${svg.slice(0, start)}<svg xmlns="http://www.w3.org/2000/svg"${svg.slice(start + 4)}`;
  return imageTag(`data:image/svg+xml;base64,${Buffer.from(text, "utf8").toString("base64")}`, options);
}
