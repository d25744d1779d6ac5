import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder } from "../files/new-folder";
import { compileRoom, downloadInChild } from "./child";
import { type Answer, mirror, serves, stalls } from "./mirror";
import { expectStanding, file, packed } from "./shapes-download";

describe("download in processes of their own", { timeout: 30_000 }, () => {
  const compiled = () => {
    const folder = newFolder();
    compileRoom(folder);
    return folder;
  };

  it.skipIf(process.getuid === undefined)("names a read-only folder", async () => {
    const folder = newFolder();
    chmodSync(folder, 0o555);
    // Permissions do not bind root, so the process becomes nobody.
    const user = process.getuid?.() === 0 ? { user: 65534 } : {};
    const child = downloadInChild(file, { folder, mirrors: [] }, { compiled: compiled(), ...user });
    const { code, printed } = await child.ended;
    expect(printed).toContain(
      `${join(folder, "shapes.gz.lock")} cannot be written: the folder is read-only for this user`,
    );
    expect(code).toBe(1);
  });

  it("downloads once for two processes at once; the second waits", async () => {
    const slow: Answer = (request, response) => setTimeout(() => serves(packed)(request, response), 1500);
    const { address, requests } = await mirror(slow);
    const [folder, room] = [newFolder(), compiled()];
    const two = [0, 1].map(() => downloadInChild(file, { folder, mirrors: [address] }, { compiled: room }).ended);
    const results = await Promise.all(two);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect(requests).toEqual(["whole"]);
    expect(results.map(({ printed }) => /waiting for process \d+/.test(printed)).sort()).toEqual([false, true]);
    expectStanding(folder);
  });

  it("continues what a killed process left, and takes its lock over", async () => {
    const { address, requests } = await mirror(stalls(packed, 400_000), serves(packed));
    const [folder, room] = [newFolder(), compiled()];
    const first = downloadInChild(file, { folder, mirrors: [address] }, { compiled: room });
    const arrived = () => readdirSync(folder).some((name) => readFileSync(join(folder, name)).length === 400_000);
    while (!arrived()) await new Promise((later) => setTimeout(later, 20));
    first.process.kill("SIGKILL");
    await first.ended;
    expect(existsSync(join(folder, "shapes.gz.lock"))).toBe(true);
    expect(existsSync(join(folder, "shapes.gz"))).toBe(false);
    const second = await downloadInChild(file, { folder, mirrors: [address] }, { compiled: room }).ended;
    expect(second.printed).toContain("continuing at byte 400000");
    expect(requests).toEqual(["whole", "bytes=400000-"]);
    expectStanding(folder);
  });
});
