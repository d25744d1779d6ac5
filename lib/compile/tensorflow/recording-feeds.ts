import { type HostTensor, sizeOf, typeOf } from "../../tensors/host-tensor";
import { fillKeepBits } from "../../tensors/keep-bits";
import type { RandomSource } from "../../tensors/random-source";
import type { Tensor } from "../../tensors/tf";
import type { FirstCall } from "../engine";
import type { MaskSpec } from "../trace/masks";
import { ATTRIBUTE_KIND, TENSORFLOW_TYPE } from "./binding";
import type { Library } from "./library";
import type { Recorder } from "./recorder";

/** A recording under way. */
export interface Studio {
  readonly library: Library;
  readonly recorder: Recorder;
}

/** A tensor that is fed: bytes are fed as they are and widened in the graph, to int32 where `type` is not given. */
export function fedTensor(
  { library, recorder }: Studio,
  name: string,
  given: HostTensor,
  type: "float32" | "int32" = typeOf(given.values) === "float32" ? "float32" : "int32",
): Tensor {
  const from = TENSORFLOW_TYPE[typeOf(given.values)];
  const placeholder = recorder.graph.placeholder(name, from, given.shape);
  const id = library.binding.createTensor(given.shape, from, given.values);
  const tensor = recorder.tensor({ id, shape: given.shape, dtype: from }, placeholder);
  if (from === TENSORFLOW_TYPE[type]) return tensor;
  const cast = (attribute: string, value: number) => ({ name: attribute, type: ATTRIBUTE_KIND.type, value });
  const attributes = [cast("SrcT", from), cast("DstT", TENSORFLOW_TYPE[type])];
  const widened = recorder.binding.executeOp("Cast", attributes, [id], 1)[0];
  return library.backend.createOutputTensor(widened as NonNullable<typeof widened>);
}

/** The random source of a recording: a mask is fed, and drawn for the first call. */
export const recordingSource = (
  studio: Studio,
  name: string,
  { seed, step }: FirstCall,
  masks: MaskSpec[],
): RandomSource => ({
  keepMask(shape, keep, place) {
    if (seed === undefined)
      throw new TypeError(`compile ${name}: it draws random masks ("${place}") and was given no seed`);
    const input = `mask${masks.length}`;
    masks.push({ input, shape: [...shape], keep, place });
    const values = new Uint8Array(sizeOf(shape));
    fillKeepBits(values, { seed, place, step, keep });
    return fedTensor(studio, input, { values, shape }, "float32");
  },
});
