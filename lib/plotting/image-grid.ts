import type { TopLevelSpec } from "vega-lite";
import { chart } from "./chart";
import { corner, type Images, imageSheet, type Sheet, type SheetLayout } from "./image-sheet";
import { sameLength } from "./numbers";
import { png } from "./png";
import type { VegaLiteSpec } from "./spec";

export interface ImageGridOptions {
  readonly title?: string;
  /** Which images, in this order. Default: all. */
  readonly indices?: ArrayLike<number> & Iterable<number>;
  /** Images in a row; default 8, or fewer if there are fewer images. */
  readonly columns?: number;
  /** A text below each image; "\n" breaks it. */
  readonly captions?: readonly string[];
  /** Pixels, at most; the images are enlarged by the whole number that fits, and shrunk if not even 1 does. Default 600. */
  readonly width?: number;
}

/** More would be a picture that no page shows well, and megabytes in the notebook. */
const mostImages = 400;
const gap = 4; // pixels
const lineHeight = 15; // pixels, of a caption
const largestImage = 112; // pixels; a single digit need not fill the page

function checkedIndices({ pixels, shape }: Images, chosen: ImageGridOptions["indices"]): readonly number[] {
  const [height, width, channels] = shape;
  if (channels !== 1 && channels !== 3) throw new RangeError(`imageGrid: ${channels} channels; 1 or 3 are accepted`);
  const length = pixels.length / (height * width * channels);
  if (!Number.isInteger(length)) {
    throw new RangeError(`imageGrid: ${pixels.length} bytes are not whole images of the shape [${shape}]`);
  }
  const indices = chosen === undefined ? Array.from({ length }, (_, i) => i) : Array.from(chosen);
  if (indices.length < 1 || indices.length > mostImages) {
    throw new RangeError(`imageGrid: ${indices.length} images; from 1 to ${mostImages} are accepted, see \`indices\``);
  }
  const wrong = indices.find((index) => !(Number.isInteger(index) && index >= 0 && index < length));
  if (wrong !== undefined) throw new RangeError(`imageGrid: no image ${wrong}; there are ${length}, counted from 0`);
  return indices;
}

interface Caption {
  readonly x: number;
  readonly y: number;
  readonly caption: string;
}

/** The captions' places on the sheet: centred below the images. */
function captionRows(captions: readonly string[], shape: Images["shape"], layout: SheetLayout): readonly Caption[] {
  return captions.map((caption, place) => {
    const { left, top } = corner(place, shape, layout);
    return { x: left + (shape[1] * layout.zoom) / 2, y: top + shape[0] * layout.zoom + 3, caption };
  });
}

/** A scale of the sheet's pixels, with no axis. */
const pixels = (extent: number, shown: number) => ({
  type: "quantitative" as const,
  axis: null,
  scale: { domain: [0, extent], range: [0, shown], nice: false, zero: false },
});

const captionLayer = (captions: readonly Caption[], [height, width]: Sheet["shape"], shrink: number) => ({
  data: { values: [...captions] },
  mark: { type: "text" as const, baseline: "top" as const, lineBreak: "\n", lineHeight },
  encoding: {
    x: { field: "x", ...pixels(width, width * shrink) },
    y: { field: "y", ...pixels(height, height * shrink) },
    text: { field: "caption", type: "nominal" as const },
  },
});

/** Columns and enlargement that use the width, and room for the longest caption. */
function layoutOf({ shape }: Images, length: number, options: ImageGridOptions): SheetLayout {
  const { width = 600, captions = [] } = options;
  const columns = Math.min(options.columns ?? 8, length);
  const fitting = Math.min((width + gap) / columns - gap, largestImage) / shape[1];
  const lines = Math.max(0, ...captions.map((caption) => caption.split("\n").length));
  return {
    columns,
    zoom: Math.max(1, Math.floor(fitting)),
    gap,
    captionHeight: lines === 0 ? 0 : lines * lineHeight + 2,
  };
}

/**
 * Images in rows, as one crisp picture, with a caption below each.
 * @param images [length, height, width, channels] bytes; a Split fits
 * @throws RangeError if there is no such image, the captions are not as many as the images, or there are too many
 */
export function imageGrid(images: Images, options: ImageGridOptions = {}): VegaLiteSpec {
  const { captions = [], width: most = 600, title } = options;
  const indices = checkedIndices(images, options.indices);
  if (captions.length > 0) sameLength("imageGrid", "captions", captions.length, indices.length);
  const layout = layoutOf(images, indices.length, options);
  const sheet = imageSheet(images, indices, layout);
  const shrink = Math.min(1, most / sheet.shape[1]);
  const [height, width] = [sheet.shape[0] * shrink, sheet.shape[1] * shrink];
  const picture = {
    data: { values: [{}] },
    mark: { type: "image" as const, x: 0, y: 0, width, height, align: "left" as const, baseline: "top" as const },
    encoding: { url: { value: `data:image/png;base64,${png(sheet.pixels, sheet.shape).toString("base64")}` } },
  };
  const texts = captionRows(captions, images.shape, layout);
  return {
    ...chart({ ...(title === undefined ? {} : { title }), width, height }, {
      layer: texts.length === 0 ? [picture] : [picture, captionLayer(texts, sheet.shape, shrink)],
      description: `${indices.length} images of ${images.shape[1]} × ${images.shape[0]} pixels`,
    } satisfies Partial<TopLevelSpec>),
    autosize: "pad", // the picture's own size, not one squeezed beside its title
  };
}
