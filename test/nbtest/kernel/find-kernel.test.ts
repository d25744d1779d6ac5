import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { kernelEnvironment } from "../../../lib/nbtest/kernel/environment";
import { findKernel } from "../../../lib/nbtest/kernel/find-kernel";
import { jupyterFolders } from "../../../lib/nbtest/kernel/jupyter-folders";
import { commandOf } from "../../../lib/nbtest/kernel/kernel-spec";
import { workplace } from "../workplace";

const place = workplace();
afterAll(() => place.remove());
const install = (folder: string, name: string, text: string) => {
  mkdirSync(join(folder, "kernels", name), { recursive: true });
  writeFileSync(join(folder, "kernels", name, "kernel.json"), text);
};

describe("jupyterFolders", () => {
  it("has the order of jupyter_core", () => {
    if (process.platform !== "linux") return;
    expect(jupyterFolders({ HOME: "/h", JUPYTER_PATH: "/a:/b" })).toEqual([
      "/a",
      "/b",
      "/h/.local/share/jupyter",
      "/usr/local/share/jupyter",
      "/usr/share/jupyter",
    ]);
    expect(jupyterFolders({ HOME: "/h", VIRTUAL_ENV: "/v" })[0]).toBe("/v/share/jupyter");
    expect(jupyterFolders({ HOME: "/h", VIRTUAL_ENV: "/v", JUPYTER_PREFER_ENV_PATH: "0" })[0]).toBe(
      "/h/.local/share/jupyter",
    );
    expect(jupyterFolders({ JUPYTER_DATA_DIR: "/d", HOME: "/h" })[0]).toBe("/d");
    expect(jupyterFolders({ XDG_DATA_HOME: "/x", HOME: "/h" })[0]).toBe("/x/jupyter");
  });
});

describe("findKernel", () => {
  it("finds a kernel by name, whatever its case, and takes the first of two", async () => {
    const other = join(place.folder, "other");
    install(other, "fake", '{"argv": ["second"]}');
    process.env.JUPYTER_PATH = `${place.folder}:${other}`;
    expect((await findKernel({ name: "FAKE" }, place.folder)).argv[0]).toBe(process.execPath);
  });

  it("finds a kernel by language when none has the name", async () => {
    expect((await findKernel({ name: "deno", language: "TypeScript" }, place.folder)).name).toBe("tslab");
    expect((await findKernel({ language: "fake" }, place.folder)).name).toBe("fake");
  });

  it("names the kernels that are installed", async () => {
    await expect(findKernel({ name: "julia-9" }, place.folder)).rejects.toThrow(
      /wants the kernel "julia-9"; installed: .*fake.*tslab/,
    );
    await expect(findKernel({}, place.folder)).rejects.toThrow("names no kernel");
  });

  it("names a kernelspec that cannot be read, if it is the one asked for", async () => {
    install(place.folder, "bad", "{");
    install(place.folder, "empty", '{"argv": []}');
    await expect(findKernel({ name: "bad" }, place.folder)).rejects.toThrow(/bad.kernel\.json: not JSON/);
    await expect(findKernel({ name: "empty" }, place.folder)).rejects.toThrow(/needs "argv"/);
    expect((await findKernel({ language: "fake" }, place.folder)).name).toBe("fake");
  });
});

const spec = {
  name: "x",
  displayName: "X",
  language: "x",
  argv: ["{resource_dir}/run", "--f={connection_file}"],
  env: { A: `\${HOME}/b`, C: `\${NOT_SET_ANYWHERE}` },
  interruptMode: "signal",
  resources: "/k/x",
} as const;

describe("commandOf", () => {
  it("fills placeholders in wherever they stand", () => {
    const files = { folder: "/t", connection: "/t/c.json", program: "/t/p.cjs" };
    expect(commandOf(spec, files)).toEqual(["/k/x/run", "--f=/t/c.json"]);
  });
});

describe("kernelEnvironment", () => {
  it("expands the kernelspec's variables, and switches colours off", () => {
    process.env.FORCE_COLOR = "1";
    const env = kernelEnvironment({ spec, notebook: "/n.ipynb" });
    expect(env).toMatchObject({ A: `${process.env.HOME}/b`, C: spec.env.C, NO_COLOR: "1", NBTEST: "1" });
    expect("FORCE_COLOR" in env).toBe(false);
  });
});
