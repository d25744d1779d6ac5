import type { ElementType, Value } from "../../graph";
import { arithmetic } from "../arithmetic";
import { channelsFirst, channelsLast } from "../layout";
import { operand, type Rule, type Rules, result } from "../rule";
import { poolGeometry, poolSettings, shapeOut } from "./pooling";

/**
 * The largest element of each window, and its place: (row · width + column) · channels + channel within its image, or
 * from the first image on. ONNX counts channels before rows and columns, from the first image on.
 */
const maxPoolWithPlaces: Rule = (call) => {
  const { lowering } = call;
  const { add, multiply, as } = arithmetic(lowering);
  const x = operand(call, "x");
  const g = poolGeometry(call, x, ["same", "valid"]);
  const shape = shapeOut(g);
  const outputs = [x.type, "int64" as ElementType].map((type) => ({ type, shape }));
  const inputs = [channelsFirst(lowering, x)];
  const [largest, places] = lowering.graph.nodeWithOutputs("MaxPool", inputs, outputs, poolSettings(g)) as [
    Value,
    Value,
  ];
  const [area, channels] = [g.inHeight * g.inWidth, g.inChannels];
  const shifts = BigInt64Array.from({ length: g.batchSize * channels }, (_, i) => {
    const image = call.attributes.includeBatchInIndex ? Math.floor(i / channels) : 0;
    return BigInt(image * area * channels + (i % channels) - i * area * channels);
  });
  const shift = lowering.graph.constant("int64", [g.batchSize, channels, 1, 1], shifts);
  const found = as(add(multiply(places, channels), shift), "int32");
  return [largest, found].map((value) => result(call, channelsLast(lowering, value)));
};

export const poolingPlacesRules: Rules = { MaxPoolWithArgmax: maxPoolWithPlaces };
