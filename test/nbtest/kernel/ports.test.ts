import { createServer } from "node:net";
import { expect, it } from "vitest";
import { holdPorts } from "../../../lib/nbtest/kernel/ports";

const canListen = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });

it("holdPorts holds five different ports below the ephemeral range until they are released", async () => {
  const held = await holdPorts();
  expect(new Set(held.ports).size).toBe(5);
  expect(held.ports.every((port) => port >= 10_000 && port < 30_000)).toBe(true);
  expect(await canListen(held.ports[0])).toBe(false);
  await held.release();
  expect(await canListen(held.ports[0])).toBe(true);
});
