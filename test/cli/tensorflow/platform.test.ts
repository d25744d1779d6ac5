import { describe, expect, it } from "vitest";
import { CuredError } from "../../../lib/cli/cured-error";
import { type Machine, thisMachine, wheelPlatform } from "../../../lib/cli/tensorflow/platform";
import { KNOWN_WHEELS } from "../../../lib/cli/tensorflow/releases";

const debian: Machine = { platform: "linux", arch: "x64", glibc: "2.36" };

describe("wheelPlatform", () => {
  it("takes wheels for this glibc and older ones, the newest first", () => {
    const { distribution, tags } = wheelPlatform("cpu", debian);
    expect(distribution).toBe("tensorflow-cpu");
    expect(tags[0]).toBe("manylinux_2_36_x86_64");
    expect(tags).toContain("manylinux_2_5_x86_64");
    expect(tags).toContain("manylinux2014_x86_64");
    expect(tags).not.toContain("manylinux_2_37_x86_64");
  });

  it.each([
    [debian, "cpu", "tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl"],
    [debian, "gpu", "tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl"],
    [{ ...debian, arch: "arm64" }, "cpu", "tensorflow-2.21.0-cp311-cp311-manylinux_2_27_aarch64.whl"],
  ] as const)("leads on %j, %s, to a wheel that is known", (machine, variant, wheel) => {
    const { distribution, tags } = wheelPlatform(variant, machine);
    expect(KNOWN_WHEELS).toHaveProperty([wheel]);
    expect(wheel.startsWith(`${distribution.replace("-", "_")}-2`)).toBe(true);
    expect(tags.some((tag) => wheel.endsWith(`-${tag}.whl`))).toBe(true);
  });

  it("takes no wheel that needs a newer glibc", () => {
    expect(wheelPlatform("cpu", { ...debian, glibc: "2.26" }).tags).not.toContain("manylinux_2_27_x86_64");
  });

  it.each([
    ["macOS", { ...debian, platform: "darwin" }, "cpu", "this is darwin on x64; Linux on x64 and arm64 is accepted"],
    ["Windows", { ...debian, platform: "win32" }, "cpu", "this is win32 on x64"],
    ["another processor", { ...debian, arch: "riscv64" }, "cpu", "this is linux on riscv64"],
    ["musl", { ...debian, glibc: undefined }, "cpu", "this Node does not run on glibc (Alpine's musl?)"],
    ["an old glibc", { ...debian, glibc: "2.16" }, "cpu", "this is glibc 2.16; TensorFlow's wheels need glibc"],
    ["a GPU on arm64", { ...debian, arch: "arm64" }, "gpu", "--gpu: this is Linux on arm64"],
  ] as const)("refuses %s and says what to do", (_, machine, variant, message) => {
    const attempt = () => wheelPlatform(variant, machine as Machine);
    expect(attempt).toThrow(CuredError);
    expect(attempt).toThrow(message);
    try {
      attempt();
    } catch (error) {
      expect((error as CuredError).cure.length).toBeGreaterThan(0);
    }
  });

  it("knows the machine that it runs on", () => {
    const { platform, arch, glibc } = thisMachine();
    expect([platform, arch]).toEqual([process.platform, process.arch]);
    if (glibc !== undefined) expect(glibc).toMatch(/^2\.\d+$/);
  });
});
