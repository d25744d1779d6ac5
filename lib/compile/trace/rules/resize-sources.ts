/** Where one place of the resized axis comes from: the lower place, the upper one, and how far it is to that. */
export interface Source {
  readonly low: number;
  readonly high: number;
  readonly fraction: number;
}

/** How one axis changes, with the two settings of tfjs for where its places lie. */
export interface Resize {
  readonly from: number;
  readonly to: number;
  readonly alignCorners: boolean;
  readonly halfPixelCenters: boolean;
}

/** What one place is in the old axis, in fractions. */
function positionOf({ from, to, alignCorners }: Resize, place: number): number {
  return ((alignCorners && to > 1 ? from - 1 : from) / (alignCorners && to > 1 ? to - 1 : to)) * place;
}

/** Between two places, as bilinear interpolation has it along each axis. */
export function linear(resize: Resize): readonly Source[] {
  const { from, to, halfPixelCenters } = resize;
  return Array.from({ length: to }, (_, place) => {
    const position = halfPixelCenters ? positionOf(resize, place + 0.5) - 0.5 : positionOf(resize, place);
    const low = Math.max(0, Math.floor(position));
    return { low, high: Math.min(from - 1, Math.ceil(position)), fraction: position - low };
  });
}

/** The nearest place. */
export function nearest(resize: Resize): readonly Source[] {
  const { from, to, alignCorners, halfPixelCenters } = resize;
  return Array.from({ length: to }, (_, place) => {
    const position = positionOf(resize, halfPixelCenters ? place + 0.5 : place);
    const low = Math.max(0, Math.min(from - 1, alignCorners ? Math.round(position) : Math.floor(position)));
    return { low, high: low, fraction: 0 };
  });
}
