import { eagerEngine } from "../../compile/eager/eager-engine";
import { useEngine } from "../../compile/use-engine";
import { RESULT } from "./self-test";
import { trainSmallNet } from "./small-net";

const STEPS = 40;
/** Steps that TensorFlow.js itself computes for comparison, on its slow and sure cpu backend. */
const COMPARED = 10;
/** The largest relative difference of a loss that rounding in float32 makes of ten steps. */
const ROUNDING = 1e-3;

async function main(): Promise<void> {
  const engine = useEngine({ engine: process.argv[2] as "onnx" | "tensorflow", log: () => {} });
  const losses = await trainSmallNet(engine, STEPS);
  const expected = await trainSmallNet(eagerEngine(), COMPARED);
  const difference = Math.max(...expected.map((loss, at) => Math.abs((losses[at] as number) - loss) / loss));
  const [firstLoss, lastLoss] = [losses[0] as number, losses.at(-1) as number];
  if (!(difference < ROUNDING)) {
    throw new Error(`the losses are ${losses.slice(0, COMPARED).join(" ")}; TensorFlow.js has ${expected.join(" ")}`);
  }
  if (!(lastLoss < firstLoss / 2)) throw new Error(`the loss went from ${firstLoss} to ${lastLoss} in ${STEPS} steps`);
  const result = { engine: engine.description, steps: STEPS, firstLoss, lastLoss, difference };
  process.stdout.write(`${RESULT}${JSON.stringify(result)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
