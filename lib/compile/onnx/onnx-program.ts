import { InferenceSession, Tensor as OrtTensor } from "onnxruntime-node";
import type { HostTensor, HostValues } from "../../tensors/host-tensor";
import { sizeOf, typeOf } from "../../tensors/host-tensor";
import { fillKeepBits } from "../../tensors/keep-bits";
import type { Program, ProgramCall } from "../engine";
import type { Resident } from "../resident";
import { residentOf } from "../residents";
import type { MaskSpec } from "../trace/masks";
import { feedInput, resultOutput, type Traced } from "../trace/trace";
import { sessionOptions } from "./session-options";

const ortTensor = ({ values, shape }: HostTensor): OrtTensor => new OrtTensor(typeOf(values), values as never, shape);

/** A tensor of ONNX Runtime on a resident's values, made anew only when they moved. */
function variableFeed(resident: Resident): () => OrtTensor {
  let values: Float32Array | undefined;
  let tensor: OrtTensor | undefined;
  return () => {
    if (tensor === undefined || values !== resident.values) {
      values = resident.values;
      tensor = new OrtTensor("float32", values, resident.variable.shape);
    }
    return tensor;
  };
}

/** A mask of this step, in a buffer of its own. */
function maskFeed(name: string, { shape, keep, place }: MaskSpec): (call: ProgramCall) => OrtTensor {
  const values = new Uint8Array(sizeOf(shape));
  const tensor = new OrtTensor("uint8", values, [...shape]);
  return ({ seed, step }) => {
    if (seed === undefined)
      throw new TypeError(`compile ${name}: it draws random masks ("${place}") and was given no seed`);
    fillKeepBits(values, { seed, place, step, keep });
    return tensor;
  };
}

const hostTensorOf = (tensor: OrtTensor): HostTensor => ({ values: tensor.data as HostValues, shape: tensor.dims });

/** Loads a traced graph into ONNX Runtime. */
export async function onnxProgram(name: string, traced: Traced, model: Uint8Array, threads: number): Promise<Program> {
  const variables = traced.variables.map(({ variable, input }) => {
    const resident = residentOf(variable);
    return { input, resident, feed: variableFeed(resident) };
  });
  const masks = traced.masks.map((mask) => ({ input: mask.input, feed: maskFeed(name, mask) }));
  const assigned = traced.assigned.map(({ variable, output }) => ({ output, resident: residentOf(variable) }));
  const residents = [...variables, ...assigned].map(({ resident }) => resident);
  const session = await InferenceSession.create(model, sessionOptions(threads));
  for (const resident of residents) resident.retain();
  let gradientMemory: ProgramCall["gradients"] | undefined;
  let fetches: Record<string, OrtTensor | null> = {};

  /** Results are allocated by the runtime; gradients are written where the optimizer reads them. */
  const fetchesFor = ({ gradients }: ProgramCall): Record<string, OrtTensor | null> => {
    if (gradients === gradientMemory) return fetches;
    gradientMemory = gradients;
    fetches = Object.fromEntries(
      [...traced.results, ...assigned.map(({ output }) => output)].map((key) => [key, null]),
    );
    for (const { variable, output } of traced.gradients) {
      const target = gradients.get(variable);
      fetches[output] = target === undefined ? null : new OrtTensor("float32", target, variable.shape);
    }
    return fetches;
  };

  const feedsFor = (call: ProgramCall): Record<string, OrtTensor> => {
    const feeds: Record<string, OrtTensor> = {};
    for (const { name: feed } of traced.feeds) feeds[feedInput(feed)] = ortTensor(call.fed[feed] as HostTensor);
    for (const { input, feed } of variables) feeds[input] = feed();
    for (const { input, feed } of masks) feeds[input] = feed(call);
    return feeds;
  };

  return {
    differentiated: traced.gradients.map(({ variable }) => variable),
    updates: false,
    async run(call) {
      for (const { resident } of variables) if (resident.isOlder) await resident.refresh();
      const outputs = await session.run(feedsFor(call), fetchesFor(call));
      for (const { output, resident } of assigned) {
        if (resident.isOlder) await resident.refresh();
        resident.values.set((outputs[output] as OrtTensor).data as Float32Array);
        resident.written();
      }
      const prefix = resultOutput("");
      return Object.fromEntries(
        traced.results.map((key) => [key.slice(prefix.length), hostTensorOf(outputs[key] as OrtTensor)]),
      );
    },
    async dispose() {
      for (const resident of residents) resident.release();
      await session.release();
    },
  };
}
