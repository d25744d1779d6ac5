const OURS = /[\\/](lib|dist)[\\/](compile|tensors)[\\/]/;
const LIBRARIES = /[\\/]@tensorflow[\\/]|[\\/]tensors[\\/]registrations\.js|node:internal|\(<anonymous>\)$/;

/**
 * Where in the user's code the present call comes from: the first stack frame that is neither ours nor TensorFlow.js's,
 * e.g. "body (04.ipynb:7:12)". If a layer of tfjs stands between, it is named too.
 */
export function callerPlace(stack = new Error().stack ?? ""): string {
  const frames = stack
    .split("\n")
    .slice(1)
    .map((line) => line.trim().replace(/^at (async )?/, ""));
  const user = frames.find((frame) => !OURS.test(frame) && !LIBRARIES.test(frame));
  const layer = frames
    .map((frame) => /^(\w+)(?:\.\w+)?\.call \(.*tfjs-layers/.exec(frame)?.[1])
    .find((name) => name !== undefined);
  const place = user ?? "an unknown place";
  return layer === undefined ? place : `${place}, inside the layer class ${layer}`;
}
