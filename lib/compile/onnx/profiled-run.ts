import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InferenceSession, Tensor as OrtTensor } from "onnxruntime-node";
import { type HostTensor, sizeOf, typeOf } from "../../tensors/host-tensor";
import { fillKeepBits } from "../../tensors/keep-bits";
import { feedInput, type Traced } from "../trace/trace";
import { onnxModel } from "./model";
import { type ProfiledOperation, readProfile } from "./profile";
import { sessionOptions } from "./session-options";

/** What a graph is run on: the feeds, and where its masks are drawn from. */
export interface ProfiledCall {
  readonly fed: Readonly<Record<string, HostTensor>>;
  readonly seed: number;
  readonly threads: number;
  readonly calls: number;
}

const ortTensor = ({ values, shape }: HostTensor): OrtTensor => new OrtTensor(typeOf(values), values as never, shape);

async function feedsOf(traced: Traced, { fed, seed }: ProfiledCall): Promise<Record<string, OrtTensor>> {
  const feeds: Record<string, OrtTensor> = {};
  for (const { name } of traced.feeds) feeds[feedInput(name)] = ortTensor(fed[name] as HostTensor);
  for (const { variable, input } of traced.variables) {
    feeds[input] = ortTensor({ values: await variable.data<"float32">(), shape: variable.shape });
  }
  for (const { input, shape, keep, place } of traced.masks) {
    const values = new Uint8Array(sizeOf(shape));
    fillKeepBits(values, { seed, place, step: 1, keep });
    feeds[input] = ortTensor({ values, shape });
  }
  return feeds;
}

/**
 * Runs a traced graph some times with the runtime's profile on, and returns the operations of every call but the first.
 * Nothing changes: gradients and assigned variables are dropped.
 */
export async function profiledRun(traced: Traced, call: ProfiledCall): Promise<readonly ProfiledOperation[]> {
  const folder = await mkdtemp(join(tmpdir(), "dark-knowledge-"));
  try {
    const profile = { enableProfiling: true, profileFilePrefix: join(folder, "profile") };
    const session = await InferenceSession.create(onnxModel(traced.graph), {
      ...sessionOptions(call.threads),
      ...profile,
    });
    const feeds = await feedsOf(traced, call);
    for (let i = 0; i <= call.calls; i++) await session.run(feeds);
    session.endProfiling();
    await session.release();
    const [file = ""] = await readdir(folder);
    const operations = readProfile(await readFile(join(folder, file), "utf8"));
    return operations.slice(operations.length / (call.calls + 1)); // the first call allocates
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
