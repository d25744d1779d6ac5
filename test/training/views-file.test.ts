import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readArrays, writeArrays } from "../../lib/training/views-file";
import { newFolder } from "../files/new-folder";

const written = new Map([
  ["logits", Float32Array.of(1.5, -2, Number.MIN_VALUE)],
  ["tap a", Float32Array.of(7)],
]);
const empty = () => new Map([...written].map(([name, { length }]) => [name, new Float32Array(length)]));

async function stored(): Promise<{ readonly folder: string; readonly path: string }> {
  const folder = join(newFolder(), "not yet there");
  const path = join(folder, "views.f32");
  await writeArrays(path, written);
  return { folder, path };
}

describe("a file of views", () => {
  it("gives back what was written, and leaves no other file", async () => {
    const { folder, path } = await stored();
    const arrays = empty();
    expect(await readArrays(path, arrays)).toBe("read");
    expect(arrays).toEqual(written);
    expect(await readdir(folder)).toEqual(["views.f32"]);
  });

  it("holds the values and their SHA-256", async () => {
    const { path } = await stored();
    const content = await readFile(path);
    const values = Buffer.from(Float32Array.of(1.5, -2, Number.MIN_VALUE, 7).buffer);
    expect(content.subarray(0, 16).equals(values)).toBe(true);
    expect(content.subarray(16).equals(createHash("sha256").update(values).digest())).toBe(true);
  });

  it("is absent where there is none", async () => {
    expect(await readArrays(join(newFolder(), "none"), empty())).toBe("absent");
  });

  it("is damaged if one bit has changed, if it is cut off, and if it is a folder", async () => {
    const { folder, path } = await stored();
    const content = await readFile(path);
    content[5]! ^= 4;
    await writeFile(path, content);
    expect(await readArrays(path, empty())).toBe("damaged");
    await truncate(path, 40);
    expect(await readArrays(path, empty())).toBe("damaged");
    await mkdir(join(folder, "folder.f32"));
    expect(await readArrays(join(folder, "folder.f32"), empty())).toBe("damaged");
  });

  it("names the file and the reason if it can't be written", async () => {
    const { path } = await stored();
    await expect(writeArrays(join(path, "under", "a.f32"), written)).rejects.toThrow(
      /a\.f32 cannot be written: .+ENOTDIR/,
    );
  });
});
