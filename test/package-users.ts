/** What people write who have installed the package; `test/package.test.ts` runs it in an empty project. */

const training = `
const split = (length, seed) => ({
  name: "noise", shape: [8, 8, 1], length, classes: ["dark", "bright"],
  pixels: Uint8Array.from({ length: length * 64 }, (_, place) => (place * seed * 7919) % 256),
  labels: Uint8Array.from({ length }, (_, place) => place % 2),
});`;

/** A program that distils a small network into a smaller one on 64 noisy images, and prints what it got as JSON. */
export const program = `
const { adam, fit, hardLabels, mlp, softTargets, tf } = require("dark-knowledge");
${training}
const net = (width, seed) => mlp({ input: [8, 8, 1], hidden: [width], classes: 2, seed });

async function main() {
  const history = await fit(net(4, 1), split(64, 3), {
    teacher: net(8, 2),
    objective: { hard: [0.5, hardLabels()], soft: [0.5, softTargets({ temperature: 4 })] },
    validation: split(16, 5), optimizer: adam(1e-2), epochs: 2, batchSize: 16, seed: 3, log: () => {},
  });
  console.log(JSON.stringify({ epochs: history.epochs, tfjs: tf.version_core }));
}
main();
`;

/** A program whose types must hold, and whose mistakes must be found, under the kernel's compiler. */
export const typedProgram = `
import { adam, fit, hardLabels, mlp, softTargets, type Split, tf } from "dark-knowledge";

declare const train: Split;
const student = mlp({ input: [28, 28, 1], hidden: [800, 800], classes: 10, seed: 2 });
const tap: "hidden1" | "hidden2" | "preActivation1" | "preActivation2" = student.taps[0]!;

export async function distilled(): Promise<number> {
  const history = await fit(student, train, {
    teacher: student,
    objective: { hard: [0.3, hardLabels()], soft: [0.7, softTargets({ temperature: 4 })] },
    optimizer: adam(1e-3), epochs: 1, batchSize: 64, seed: 2,
  });
  // @ts-expect-error: no term has this name
  history.epochs[0]!.losses.sofd;
  const loss: number = history.epochs[0]!.losses.soft;
  const scalar: tf.Scalar = tf.scalar(loss);
  return (await scalar.mul(2).data())[0]! + tap.length;
}

// @ts-expect-error: no such option
softTargets({ temprature: 4 });
`;

const code = (id: string, source: string): object => ({
  cell_type: "code",
  execution_count: null,
  id: id,
  metadata: {},
  outputs: [],
  source: source,
});

/** A notebook that imports the package by name and computes with it. */
export const notebook = JSON.stringify({
  cells: [
    { cell_type: "markdown", id: "title", metadata: {}, source: "# Soft targets\n\nAt $T = 4$." },
    code("import", 'import { softTargets, tf } from "dark-knowledge";'),
    code(
      "compute",
      "const term = softTargets({ temperature: 4 });\nconsole.log(term.name, tf.scalar(2).mul(3).dataSync()[0]);",
    ),
  ],
  metadata: { kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" } },
  nbformat: 4,
  nbformat_minor: 5,
});
