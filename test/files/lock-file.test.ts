import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lock } from "../../lib/files/lock-file";
import { newFolder } from "./new-folder";

const silent = () => undefined;

describe("lock", () => {
  it("names its holder and is gone when it is given back", async () => {
    const path = join(newFolder(), "a.lock");
    const unlock = await lock(path, silent);
    expect(readFileSync(path, "utf8")).toBe(`${process.pid} ${hostname()}`);
    await unlock();
    expect(existsSync(path)).toBe(false);
  });

  it("lets one in at a time, and says for whom the other waits", async () => {
    const path = join(newFolder(), "a.lock");
    const events: string[] = [];
    const first = await lock(path, silent);
    const second = lock(path, (line) => events.push(line)).then((unlock) => {
      events.push("second");
      return unlock();
    });
    await new Promise((later) => setTimeout(later, 250));
    events.push("first gives back");
    await first();
    await second;
    expect(events).toEqual([
      `waiting for process ${process.pid} ${hostname()}, which holds ${path}`,
      "first gives back",
      "second",
    ]);
  });

  it("takes over from a process that has ended", async () => {
    const path = join(newFolder(), "a.lock");
    const { pid } = spawnSync(process.execPath, ["-e", "0"]);
    writeFileSync(path, `${pid} ${hostname()}`);
    await (await lock(path, silent))();
    expect(existsSync(path)).toBe(false);
  });

  it("takes over a lock that nobody touched for more than a minute, as after a crash of another machine", async () => {
    const path = join(newFolder(), "a.lock");
    writeFileSync(path, "1 elsewhere");
    const old = new Date(Date.now() - 61_000);
    utimesSync(path, old, old);
    await (await lock(path, silent))();
    expect(existsSync(path)).toBe(false);
  });

  it("leaves a lock alone that another took over meanwhile", async () => {
    const path = join(newFolder(), "a.lock");
    const unlock = await lock(path, silent);
    writeFileSync(path, "1 elsewhere");
    await unlock();
    expect(readFileSync(path, "utf8")).toBe("1 elsewhere");
  });
});
