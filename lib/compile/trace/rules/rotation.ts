import { backend_util } from "../../../tensors/tf";
import { arithmetic } from "../arithmetic";
import { taken } from "../moves";
import { operand, type Rule, type Rules, result } from "../rule";

interface Settings {
  readonly radians: number;
  readonly fillValue: number | readonly [number, number, number];
  readonly center: number | [number, number];
}

/** tfjs' opacity of what it fills, where there is a fourth channel. */
const OPAQUE = 255;

/** For each pixel, row by row, the one that comes there; undefined if that lies outside. */
function sourcesOf({ radians, center }: Settings, height: number, width: number): readonly (number | undefined)[] {
  const [centerX, centerY] = backend_util.getImageCenter(center, height, width);
  const [sin, cos] = [Math.sin(radians), Math.cos(radians)];
  return Array.from({ length: height * width }, (_, place) => {
    const [x, y] = [(place % width) - centerX, Math.floor(place / width) - centerY];
    const [column, row] = [Math.round(x * cos - y * sin + centerX), Math.round(x * sin + y * cos + centerY)];
    return column >= 0 && column < width && row >= 0 && row < height ? row * width + column : undefined;
  });
}

/** The angle is known when the graph is made, so the pixels are taken from constant places. */
const rotate: Rule = (call) => {
  const { lowering } = call;
  const { choose } = arithmetic(lowering);
  const settings = call.attributes as unknown as Settings;
  const x = operand(call, "image");
  const [batch, height, width, channels] = x.shape as [number, number, number, number];
  const sources = sourcesOf(settings, height, width);
  const rows = lowering.reshape(x, [batch, height * width, channels]);
  const moved = taken(
    lowering,
    rows,
    sources.map((source) => source ?? 0),
    1,
  );
  const isInside = Uint8Array.from(sources, (source) => (source === undefined ? 0 : 1));
  const mask = lowering.graph.constant("bool", [height * width, 1], isInside);
  const { fillValue } = settings;
  const fills = Array.from({ length: channels }, (_, channel) =>
    typeof fillValue === "number" ? fillValue : (fillValue[channel] ?? OPAQUE),
  );
  const filler = x.type === "int32" ? Int32Array.from(fills) : Float32Array.from(fills);
  const fill = lowering.graph.constant(x.type, [channels], filler);
  return result(call, lowering.reshape(choose(mask, moved, fill), x.shape));
};

export const rotationRules: Rules = { RotateWithOffset: rotate };
