import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { checkedJson } from "../files/checked-json";
import { replaceFolder } from "../files/replace-folder";
import { CHECKPOINT_FORMAT, checkpointSchema } from "./checkpoint-schema";
import type { SavedState } from "./checkpoint-state";
import { jsonOf } from "./history-rows";

/** What a checkpoint holds. */
export interface CheckpointContent {
  readonly state: SavedState<string>;
  readonly arrays: ReadonlyMap<string, Float32Array>;
}

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
  const head = Buffer.from(jsonOf({ format: CHECKPOINT_FORMAT, layout, state }));
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
  const { layout, state } = checkedJson(head.toString("utf8"), checkpointSchema, (reason) => fail(NAMES.state, reason));
  const length = layout.reduce((sum, each) => sum + each.length, 0);
  if (body.length !== length * Float32Array.BYTES_PER_ELEMENT) {
    throw fail(
      NAMES.arrays,
      `has ${body.length} bytes; the layout in ${NAMES.state} says ${length} numbers of 4 bytes`,
    );
  }
  const arrays = new Map<string, Float32Array>();
  let start = 0;
  for (const { name: array, length: size } of layout) {
    if (arrays.has(array)) throw fail(NAMES.state, `has two arrays of the name "${array}"`);
    const values = new Float32Array(size);
    bytesOf(values).set(body.subarray(start, start + values.byteLength));
    arrays.set(array, values);
    start += values.byteLength;
  }
  return { state, arrays };
}
