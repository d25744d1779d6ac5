import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { areGone, fakeCell, workplace } from "../workplace";

// Kernels start slowly on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const place = workplace();
const simple = fakeCell({ do: [{ print: "fine\n" }] });

beforeEach(() => place.installFake());
afterEach(async () => {
  expect(await areGone(place.kernelPids())).toBe(true);
  expect(place.leftovers()).toEqual([]);
});
afterAll(() => place.remove());

describe("a kernel's start", () => {
  it("may take a while", async () => {
    place.installFake({ readyAfter: 700 });
    expect((await place.run([simple])).result.passed).toBe(true);
  });

  it("that never ends is an error that says so", async () => {
    place.installFake({ neverReady: true });
    const { result, statuses } = await place.run([simple], { startTimeoutMs: 500 });
    expect(statuses).toEqual(["not run"]);
    expect(result.passed).toBe(false);
    expect(result.startError?.message).toContain("no answer within 0.5 s");
  });

  it("that fails is an error with what the process wrote", async () => {
    place.installFake({ exitsAtOnce: 9 });
    const { result } = await place.run([simple]);
    expect(result.startError?.message).toContain("exit code 9");
    expect(result.startError?.rawOutput).toContain("no such thing");
  });

  it("of a command that does not exist is an error that names it", async () => {
    place.installFake({}, { argv: ["/no/such/program", "{connection_file}"] });
    expect((await place.run([simple])).result.startError?.message).toContain("/no/such/program");
  });

  it("is repeated with other ports when one was taken", async () => {
    place.installFake({ portTakenOnce: join(place.folder, "taken") });
    expect((await place.run([simple])).result.passed).toBe(true);
  });
});

it("a kernel that stays after it was asked to go is ended", async () => {
  place.installFake({ staysOnShutdown: true });
  expect((await place.run([simple])).result.passed).toBe(true);
});
