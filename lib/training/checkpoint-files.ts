import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { replaceFolder } from "../files/replace-folder";

/** What a checkpoint holds: anything that JSON can say, and arrays by name. */
export interface CheckpointContent {
  readonly state: unknown;
  readonly arrays: ReadonlyMap<string, Float32Array>;
}

/** Another layout gets another number. */
export const CHECKPOINT_FORMAT = 1;

const NAMES = { state: "state.json", arrays: "arrays.f32", sums: "SHA256SUMS" } as const;
const NAME = /^step-(\d+)$/;

const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** The checkpoints in a folder, the newest first. */
export async function checkpointNames(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder);
  const steps = (name: string): number => Number(NAME.exec(name)?.[1]);
  return names.filter((name) => NAME.test(name)).sort((a, b) => steps(b) - steps(a));
}

/**
 * Writes a checkpoint, whole or not at all, and deletes all but the newest `keep`.
 *
 * It is a folder `step-…` with state.json, the arrays one after the other (float32 as in memory), and the checksums of
 * both, which `sha256sum -c SHA256SUMS` verifies.
 */
export async function writeCheckpoint(
  folder: string,
  steps: number,
  { state, arrays }: CheckpointContent,
  keep = 2,
): Promise<void> {
  const layout = [...arrays].map(([name, { length }]) => ({ name, length }));
  const head = Buffer.from(JSON.stringify({ format: CHECKPOINT_FORMAT, layout, state }));
  const body = Buffer.concat([...arrays.values()].map(bytesOf));
  const sums = `${sha256(head)}  ${NAMES.state}\n${sha256(body)}  ${NAMES.arrays}\n`;
  const files = { [NAMES.state]: head, [NAMES.arrays]: body, [NAMES.sums]: sums };
  await replaceFolder(join(folder, `step-${String(steps).padStart(8, "0")}`), files, "fit");
  for (const old of (await checkpointNames(folder)).slice(keep)) await rm(join(folder, old), { recursive: true });
  await clearLeftovers(folder);
}

/** Deletes what writes that were killed left behind. */
async function clearLeftovers(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (/^step-\d+\.(old|new-[0-9a-f]{8})$/.test(name)) await rm(join(folder, name), { recursive: true, force: true });
  }
}

/**
 * Reads a checkpoint.
 * @throws Error that names the file and what is wrong with it: missing, another checksum, another format
 */
export async function readCheckpoint(folder: string, name: string): Promise<CheckpointContent> {
  const path = join(folder, name);
  const fail = (file: string, reason: string): Error => new Error(`"${join(path, file)}" ${reason}`);
  const read = (file: string): Promise<Buffer> =>
    readFile(join(path, file)).catch(({ message }: Error) => {
      throw fail(file, `cannot be read: ${message}`);
    });
  const [head, body, sums] = [await read(NAMES.state), await read(NAMES.arrays), await read(NAMES.sums)];
  for (const [file, content] of [[NAMES.state, head] as const, [NAMES.arrays, body] as const]) {
    if (
      !sums
        .toString("utf8")
        .split("\n")
        .includes(`${sha256(content)}  ${file}`)
    ) {
      throw fail(file, `does not have the checksum that ${NAMES.sums} says`);
    }
  }
  const { format, layout, state } = JSON.parse(head.toString("utf8"));
  if (format !== CHECKPOINT_FORMAT) {
    throw fail(NAMES.state, `has the format ${JSON.stringify(format)}; ${CHECKPOINT_FORMAT} is accepted`);
  }
  const arrays = new Map<string, Float32Array>();
  let start = 0;
  for (const { name: array, length } of layout as readonly { readonly name: string; readonly length: number }[]) {
    const values = new Float32Array(length);
    bytesOf(values).set(body.subarray(start, start + values.byteLength));
    arrays.set(array, values);
    start += values.byteLength;
  }
  return { state, arrays };
}
