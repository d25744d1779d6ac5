import { execFileSync } from "node:child_process";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkpointNames, readCheckpoint, writeCheckpoint } from "../../lib/training/checkpoint-files";
import { newFolder } from "../files/new-folder";

const content = (value: number) => ({
  state: {
    ...{ identity: { student: "é" }, engine: "onnx", steps: 7, kept: { best: 1 } },
    position: { epoch: 2, learningRate: 0.1 + 0.2 },
    rows: [
      { epoch: 1, loss: 1e-320, losses: { hard: Number.POSITIVE_INFINITY }, accuracy: 1, learningRate: Number.NaN },
    ],
  },
  arrays: new Map([
    ["student 0", Float32Array.of(value, -0, Number.NaN)],
    ["empty", new Float32Array(0)],
    ["student 1", Float32Array.of(3.4e38)],
  ]),
});

async function written(...steps: readonly number[]): Promise<string> {
  const folder = join(newFolder(), "run");
  for (const step of steps) await writeCheckpoint(folder, step, content(step));
  return folder;
}

describe("checkpoints on disk", () => {
  it("give back what was written, to the bit", async () => {
    const folder = await written(7);
    expect(await readCheckpoint(folder, "step-00000007")).toEqual(content(7));
  });

  it("are the newest two, in the order of their steps", async () => {
    const folder = await written(5, 99_999_999, 100_000_000);
    expect(await checkpointNames(folder)).toEqual(["step-100000000", "step-99999999"]);
    await writeCheckpoint(folder, 100_000_000, content(1));
    expect(await checkpointNames(folder)).toHaveLength(2);
    expect((await readCheckpoint(folder, "step-100000000")).arrays.get("student 0")![0]).toBe(1);
  });

  it("carry checksums that sha256sum verifies", async () => {
    const folder = await written(1);
    const said = execFileSync("sha256sum", ["-c", "SHA256SUMS"], {
      cwd: join(folder, "step-00000001"),
      encoding: "utf8",
    });
    expect(said).toBe("state.json: OK\narrays.f32: OK\n");
  });

  it("clear away what a killed write left, and nothing else", async () => {
    const folder = await written(1);
    for (const name of ["step-00000002.new-0a1b2c3d", "step-00000001.old", "mine"]) await mkdir(join(folder, name));
    await writeCheckpoint(folder, 3, content(3));
    expect((await readdir(folder)).sort()).toEqual(["mine", "step-00000001", "step-00000003"]);
  });

  it.each(["state.json", "arrays.f32"])("are refused if one bit of %s has changed, or it is gone", async (file) => {
    const folder = await written(1);
    const path = join(folder, "step-00000001", file);
    const bytes = await readFile(path);
    bytes[bytes.length >> 1]! ^= 1;
    await writeFile(path, bytes);
    await expect(readCheckpoint(folder, "step-00000001")).rejects.toThrow(
      `"${path}" does not have the checksum that SHA256SUMS says`,
    );
    await rm(path);
    await expect(readCheckpoint(folder, "step-00000001")).rejects.toThrow(`"${path}" cannot be read: ENOENT`);
  });
});
