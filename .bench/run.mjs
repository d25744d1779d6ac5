// `npm run bench`: the distillation step beside PyTorch's best loop, in turn, so that both meet the same machine.
// Makes a Python environment for the peer in .cache/peers the first time.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { createInterface } from "node:readline";

const ROUNDS = 15;
const STEPS = 300;
const threads = String(availableParallelism());
const environment = process.env.DARK_KNOWLEDGE_PEERS ?? ".cache/peers";
const python = `${environment}/bin/python`;

if (!existsSync(python)) {
  console.log(`making a Python environment with PyTorch in ${environment}`);
  execFileSync("python3", ["-m", "venv", environment], { stdio: "inherit" });
  execFileSync(`${environment}/bin/pip`, ["install", "--quiet", "torch==2.13.0", "numpy"], { stdio: "inherit" });
}

/** A process that answers a number of steps with milliseconds per step. */
function runner(name, command, ...arguments_) {
  const child = spawn(command, arguments_, { stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const round = async (steps) => {
    child.stdin.write(`${steps}\n`);
    const { value, done } = await answers.next();
    if (done) throw new Error(`${name} ended before its answer`);
    return Number(value);
  };
  return { name, round, times: [], close: () => child.stdin.end() };
}

const ours = runner("dark-knowledge, fit on ONNX Runtime", process.execPath, ".bench/ours.mjs", "data/mnist", threads);
const peer = runner("PyTorch 2.13, best loop", python, ".bench/peer.py", "data/mnist", threads);
for (const each of [ours, peer]) await each.round(100); // warm up
for (let round = 0; round < ROUNDS; round++) {
  for (const each of round % 2 === 0 ? [ours, peer] : [peer, ours]) each.times.push(await each.round(STEPS));
}
for (const each of [ours, peer]) each.close();

const sorted = (values) => [...values].sort((a, b) => a - b);
const quantile = (values, share) => sorted(values)[Math.round(share * (values.length - 1))];
const line = (name, values, digits) =>
  `${name.padEnd(38)} ${[0.5, 0.25, 0.75].map((share) => quantile(values, share).toFixed(digits).padStart(7)).join("")}`;
console.log(
  `${cpus()[0].model}, ${threads} cores, Node ${process.version}; ${ROUNDS} rounds of ${STEPS} steps in turn`,
);
console.log("distillation step, 784-800-800-10 with batch norm, batch 64, real MNIST, data and optimizer included");
console.log(`${"".padEnd(38)}  median  25 %  75 %`);
for (const { name, times } of [ours, peer]) console.log(line(`${name} (ms)`, times, 2));
console.log(
  line(
    "ratio, round by round",
    ours.times.map((time, i) => time / peer.times[i]),
    2,
  ),
);
