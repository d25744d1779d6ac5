import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findInstallation } from "../../../lib/compile/tensorflow/installation";
import { newFolder } from "../../files/new-folder";

/** A cache with installations by name, and the environment of a user who has it. */
function cache(manifests: Readonly<Record<string, string>>): { folder: string; environment: NodeJS.ProcessEnv } {
  const home = newFolder();
  const folder = join(home, "dark-knowledge", "tensorflow");
  for (const [name, manifest] of Object.entries(manifests)) {
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "manifest.json"), manifest);
  }
  return { folder, environment: { XDG_CACHE_HOME: home, LOCALAPPDATA: home } };
}
const manifest = (tensorflow: string, variant = "cpu"): string => JSON.stringify({ tensorflow, variant });

describe.skipIf(process.platform === "darwin")("findInstallation", () => {
  it("finds nothing where nothing is installed", () => {
    expect(findInstallation(cache({}).environment)).toBeUndefined();
  });

  it("takes the newest version of the user's cache, in the order of numbers", () => {
    const { folder, environment } = cache({ "2.9.1-cpu": manifest("2.9.1"), "2.21.0-cpu": manifest("2.21.0") });
    const at = join(folder, "2.21.0-cpu");
    expect(findInstallation(environment)).toEqual({
      folder: at,
      tensorflow: "2.21.0",
      variant: "cpu",
      package: join(at, "package"),
      binding: join(at, "package", "lib", "napi-v8", "tfjs_binding.node"),
    });
  });

  it("takes the folder that DARK_KNOWLEDGE_TENSORFLOW names before any other, and refuses one that holds none", () => {
    const { folder, environment } = cache({ "2.21.0-cpu": manifest("2.21.0"), mine: manifest("2.20.0", "gpu") });
    const named = { ...environment, DARK_KNOWLEDGE_TENSORFLOW: join(folder, "mine") };
    expect(findInstallation(named)).toMatchObject({ tensorflow: "2.20.0", variant: "gpu" });
    const wrong = { ...environment, DARK_KNOWLEDGE_TENSORFLOW: folder };
    expect(() => findInstallation(wrong)).toThrow(`DARK_KNOWLEDGE_TENSORFLOW: ${folder} holds no manifest.json`);
  });

  it.each([
    ["cut off", '{ "tensorflow": "2.', "manifest.json: is not JSON"],
    ["of another kind", '{ "tensorflow": "2.21.0", "variant": "tpu" }', "the variant cpu or gpu are accepted"],
    ["without a version", "null", "manifest.json: holds {}"],
  ])("names a manifest that is %s", (_, text, message) => {
    const { environment } = cache({ "2.21.0-cpu": text });
    expect(() => findInstallation(environment)).toThrow(message);
  });
});
