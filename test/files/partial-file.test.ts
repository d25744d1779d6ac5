import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { clearPartials, partialFile } from "../../lib/files/partial-file";
import { newFolder } from "./new-folder";

const url = new URL("http://mirror.example:8080/a.gz");
const ended = (): number => spawnSync(process.execPath, ["-e", "0"]).pid;

describe("partialFile", () => {
  it("is a hidden name in the goal's folder with the mirror and the process number", async () => {
    const folder = newFolder();
    expect(await partialFile(join(folder, "a.gz"), url)).toEqual({
      path: join(folder, `.a.gz.mirror.example_8080.${process.pid}.part`),
      bytes: 0,
    });
  });

  it("takes over what an ended process left of the same mirror", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, `.a.gz.mirror.example_8080.${ended()}.part`), "12345");
    const { path, bytes } = await partialFile(join(folder, "a.gz"), url);
    expect(bytes).toBe(5);
    expect(readdirSync(folder)).toEqual([`.a.gz.mirror.example_8080.${process.pid}.part`]);
    expect(existsSync(path)).toBe(true);
  });

  it("leaves alone what a running process writes, and other mirrors' and files' parts", async () => {
    const folder = newFolder();
    const names = [
      `.a.gz.mirror.example_8080.${process.ppid}.part`,
      `.a.gz.other.example.${ended()}.part`,
      `.b.gz.mirror.example_8080.${ended()}.part`,
    ];
    for (const name of names) writeFileSync(join(folder, name), "1");
    expect((await partialFile(join(folder, "a.gz"), url)).bytes).toBe(0);
    expect(readdirSync(folder).sort()).toEqual([...names].sort());
  });
});

describe("clearPartials", () => {
  it("deletes the parts of ended processes and of this one, from every mirror", async () => {
    const folder = newFolder();
    const running = `.a.gz.m.${process.ppid}.part`;
    for (const name of [running, `.a.gz.m.${ended()}.part`, `.a.gz.n.${process.pid}.part`, "a.gz"]) {
      writeFileSync(join(folder, name), "1");
    }
    await clearPartials(join(folder, "a.gz"));
    expect(readdirSync(folder).sort()).toEqual([running, "a.gz"].sort());
  });
});
