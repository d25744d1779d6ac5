import * as tf from "../../../../lib/tensors/tf";
import { bool, type Case, float, int } from "./case";
import { Generator } from "./generator";

const mirrored = (["reflect", "symmetric"] as const).flatMap((mode) =>
  [1, 2, 3, 4].flatMap((rank) => {
    const generator = new Generator(`mirror ${mode} ${rank}`);
    return [0, 1, 2].map((): Case => {
      const shape = Array.from({ length: rank }, () => generator.whole(2, 5));
      const most = (extent: number): number => (mode === "reflect" ? extent - 1 : extent);
      const around = shape.map((extent): [number, number] => [
        generator.whole(0, most(extent)),
        generator.whole(0, most(extent)),
      ]);
      // tfjs' own gradient leaves out what the mirrored elements give
      return {
        name: `mirrorPad of [${shape}] by [${around.join("|")}], ${mode}`,
        inputs: [float(shape), int(shape), bool(shape)],
        compute: (...inputs) => inputs.map((x) => tf.mirrorPad(x, around, mode)),
      };
    });
  }),
);

const flips = [
  [1, 3, 4, 2],
  [2, 1, 5, 1],
].map(
  (shape): Case => ({
    name: `flipLeftRight of [${shape}]`,
    inputs: [float(shape)],
    compute: (x) => tf.image.flipLeftRight(x as tf.Tensor4D),
    gradient: false,
  }),
);

const diagonals = [[1], [4], [2, 3], [1, 2, 2]].map(
  (shape): Case => ({
    name: `diag of [${shape}]`,
    inputs: [float(shape), int(shape)],
    compute: (x, whole) => [tf.diag(x!), tf.diag(whole!)],
    gradient: false,
  }),
);

export const mirrorsCases: readonly Case[] = [...mirrored, ...flips, ...diagonals];
