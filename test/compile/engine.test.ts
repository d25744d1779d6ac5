import { availableParallelism } from "node:os";
import { expect, it } from "vitest";
import { defaultThreads } from "../../lib/compile/engine";

it("takes every core that the process may use, where nobody says how many", () => {
  expect(defaultThreads()).toBe(availableParallelism());
});
