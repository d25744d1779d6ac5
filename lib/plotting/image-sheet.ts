/** Images of one shape, one after another: [length, height, width, channels], 1 grey or 3 RGB. A Split is one. */
export interface Images {
  readonly pixels: Uint8Array;
  readonly shape: readonly [height: number, width: number, channels: number];
}

/** Where the images stand on the sheet, in its pixels. */
export interface SheetLayout {
  readonly columns: number;
  /** Every pixel becomes zoom × zoom pixels, so that no viewer blurs it. */
  readonly zoom: number;
  /** Between images, and below them for their captions. */
  readonly gap: number;
  readonly captionHeight: number;
}

/** One picture of many: RGB with opacity, transparent between the images. */
export interface Sheet {
  readonly pixels: Uint8Array;
  readonly shape: readonly [height: number, width: number, channels: 4];
}

/** The upper left corner of the place-th image. */
export const corner = (place: number, shape: Images["shape"], { columns, zoom, gap, captionHeight }: SheetLayout) => ({
  left: (place % columns) * (shape[1] * zoom + gap),
  top: Math.floor(place / columns) * (shape[0] * zoom + captionHeight + gap),
});

/** Copies one pixel of an image to a square of zoom × zoom pixels. */
function paint(
  sheet: Sheet,
  at: { readonly left: number; readonly top: number },
  zoom: number,
  colour: readonly number[],
) {
  for (let row = at.top; row < at.top + zoom; row++) {
    for (let column = at.left; column < at.left + zoom; column++) {
      sheet.pixels.set(colour, (row * sheet.shape[1] + column) * 4);
    }
  }
}

/** The chosen images on one sheet, row by row. */
export function imageSheet({ pixels, shape }: Images, indices: readonly number[], layout: SheetLayout): Sheet {
  const [height, width, channels] = shape;
  const { columns, zoom, gap, captionHeight } = layout;
  const [down, right] = [Math.ceil(indices.length / columns), Math.min(columns, indices.length)];
  const size = [down * (height * zoom + captionHeight + gap) - gap, right * (width * zoom + gap) - gap, 4] as const;
  const sheet = { pixels: new Uint8Array(size[0] * size[1] * 4), shape: size };
  indices.forEach((index, place) => {
    const { left, top } = corner(place, shape, layout);
    for (let i = 0; i < height * width; i++) {
      const at = (index * height * width + i) * channels;
      const colour = [pixels[at]!, pixels[channels === 3 ? at + 1 : at]!, pixels[channels === 3 ? at + 2 : at]!, 255];
      paint(sheet, { left: left + (i % width) * zoom, top: top + Math.floor(i / width) * zoom }, zoom, colour);
    }
  });
  return sheet;
}
