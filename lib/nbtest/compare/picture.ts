import { PNG } from "pngjs";

/** How much a channel may differ, in [0, 255], before its pixel counts as different. */
const channelTolerance = 8;

const white = 255;

/** A channel of a pixel over a white page. */
const over = ({ data }: PNG, pixel: number, channel: number): number => {
  const alpha = data[pixel + 3]! / 255;
  return data[pixel + channel]! * alpha + white * (1 - alpha);
};

const decoded = (base64: string): PNG | undefined => {
  try {
    return PNG.sync.read(Buffer.from(base64, "base64"));
  } catch {
    return undefined;
  }
};

const sizeOf = ({ width, height }: PNG): string => `${width} × ${height} pixels`;

/**
 * How two PNG pictures differ, in words; undefined if they look the same.
 *
 * @param share - of their pixels that may differ, in [0, 1].
 */
export function pictureDifference(stored: string, fresh: string, share: number): string | undefined {
  if (stored.trim() === fresh.trim()) return undefined;
  const [one, other] = [decoded(stored), decoded(fresh)];
  if (one === undefined || other === undefined)
    return `${one === undefined ? "the stored" : "the fresh"} picture is no PNG, and their bytes differ`;
  if (one.width !== other.width || one.height !== other.height) return `- ${sizeOf(one)}\n+ ${sizeOf(other)}`;
  let different = 0;
  for (let pixel = 0; pixel < one.data.length; pixel += 4)
    if (
      [0, 1, 2].some((channel) => Math.abs(over(one, pixel, channel) - over(other, pixel, channel)) > channelTolerance)
    )
      different++;
  const pixels = one.width * one.height;
  if (different <= share * pixels) return undefined;
  return `${different} of ${pixels} pixels differ (${((100 * different) / pixels).toPrecision(3)} %), at most ${100 * share} % may`;
}
