import { withVariablesHeld } from "../compile/held-variables";
import type { InputGradients } from "../losses/term";
import type { View } from "../models/net";
import { type Net, tapShape } from "../models/net";
import { sizeOf } from "../tensors/host-tensor";
import { randomStream } from "../tensors/random";
import * as tf from "../tensors/tf";
import { type Summand, tapsOf } from "./objective";

export interface Nets<S extends string, T extends string> {
  readonly student: Net<S>;
  readonly teacher: Net<T> | undefined;
}

const BATCH = 2;
const DIGITS = 6;

/** Numbers in [−1, 1) that are the same everywhere. */
function numbers(shape: readonly number[], ...place: readonly string[]): tf.Tensor {
  const { uniform } = randomStream(1, ...place);
  const full = [BATCH, ...shape];
  return tf.tensor(
    Float32Array.from({ length: sizeOf(full) }, (_, i) => 2 * uniform(i) - 1),
    full,
  );
}

function viewOf<Tap extends string>(net: Net<Tap> | undefined, role: string, taps: readonly Tap[]): View<Tap> {
  if (net === undefined) return { logits: undefined, features: {} } as unknown as View<Tap>;
  const features = taps.map((tap) => [tap, numbers(tapShape(net, tap), role, tap)] as const);
  const logits = numbers(net.model.outputs[0]!.shape.slice(1) as number[], role);
  return { logits: logits as tf.Tensor2D, features: Object.fromEntries(features) as Record<Tap, tf.Tensor> };
}

function gradientsOf({ model }: Net): InputGradients {
  const shape = model.inputs[0]!.shape.slice(1).map((extent) => extent ?? 1);
  const gradient = (whose: keyof InputGradients) => numbers(shape, "input gradient", whose);
  return { student: gradient("student"), mirrored: gradient("mirrored"), teacher: gradient("teacher") };
}

/**
 * The value of a freshly bound term on an input that is always the same, in six digits: terms of one method with other
 * settings, or other initial weights, have other ones. Changes nothing.
 */
export function trialOf<S extends string, T extends string>(summand: Summand<S, T>, nets: Nets<S, T>): string {
  const taps = tapsOf([summand]);
  const value = withVariablesHeld(() =>
    tf.tidy(() =>
      summand.bound
        .loss({
          student: viewOf(nets.student, "student", taps.student),
          teacher: viewOf(nets.teacher, "teacher", taps.teacher),
          labels: tf.tensor1d([0, 1], "int32"),
          indices: tf.tensor1d([0, 1], "int32"),
          epoch: tf.scalar(1),
          inputGradients: gradientsOf(nets.student),
        })
        .dataSync(),
    ),
  );
  return Number(value[0]).toPrecision(DIGITS);
}
