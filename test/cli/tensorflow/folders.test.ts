import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  clearLeftovers,
  installedNames,
  newFolder as newInstallation,
  publish,
} from "../../../lib/cli/tensorflow/folders";
import { newFolder } from "../../files/new-folder";

/** The number of a process that has ended: larger than any system gives. */
const ENDED = 99_999_999;

async function publishNew(folder: string, name: string, text: string): Promise<string> {
  const made = await newInstallation(folder, "cpu");
  writeFileSync(join(made, "text"), text);
  return publish(folder, made, name);
}

describe("the folders of installations", () => {
  it("hold one, the one that was published last, and nothing else", async () => {
    const folder = newFolder();
    for (const [name, text] of [
      ["2.21.0-cpu", "first"],
      ["2.21.0-cpu", "second"],
      ["2.21.0-cpu", "third"],
      ["2.20.0-cpu", "older"],
      ["2.20.0-gpu", "other"],
    ] as const) {
      const at = await publishNew(folder, name, text);
      expect(readFileSync(join(at, "text"), "utf8")).toBe(text);
      expect(readdirSync(folder).map((each) => join(folder, each))).toEqual([at]);
    }
  });

  it("give a new one of the same version a name that comes behind the old one's", async () => {
    const folder = newFolder();
    for (const name of ["2.21.0-cpu-2", "2.21.0-cpu-10", "2.21.0-gpu"]) mkdirSync(join(folder, name));
    expect(await publishNew(folder, "2.21.0-cpu", "")).toBe(join(folder, "2.21.0-cpu-11"));
  });

  it("hide what is being made, and lose what ended processes left of it", async () => {
    const folder = newFolder();
    const made = await newInstallation(folder, "cpu");
    for (const name of [`.new-cpu.${ENDED}`, `.old-2.21.0-cpu.${ENDED}`, "2.21.0-cpu", ".lock"]) {
      mkdirSync(join(folder, name, "deep", "in"), { recursive: true });
    }
    expect(await installedNames(folder)).toEqual(["2.21.0-cpu"]);
    await clearLeftovers(folder);
    expect(existsSync(made)).toBe(true);
    expect(readdirSync(folder).sort()).toEqual([".lock", made.slice(folder.length + 1), "2.21.0-cpu"].sort());
    expect(await installedNames(join(folder, "nowhere"))).toEqual([]);
  });
});
