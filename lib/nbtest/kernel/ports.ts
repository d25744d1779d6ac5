import { randomInt } from "node:crypto";
import { createServer, type Server } from "node:net";

/** Ports of one kernel: shell, iopub, stdin, control, heartbeat. */
export type Ports = readonly [number, number, number, number, number];

/** Five ports held by open listeners, so that nothing else takes them. */
export interface HeldPorts {
  readonly ports: Ports;
  /** Frees the ports; call it just before the kernel starts. */
  release(): Promise<void>;
}

// Below the range from which systems take ports of outgoing connections, so that none of those gets in the way.
const lowest = 10_000;
const highest = 30_000;

const listen = (port: number): Promise<Server | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(undefined));
    server.listen({ port, host: "127.0.0.1", exclusive: true }, () => resolve(server));
  });

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/**
 * Holds five free ports at once, in 10,000 to 29,999.
 *
 * @throws Error if 200 tries did not find five.
 */
export async function holdPorts(): Promise<HeldPorts> {
  const held = new Map<number, Server>();
  for (let attempt = 0; held.size < 5 && attempt < 200; attempt++) {
    const port = randomInt(lowest, highest);
    if (held.has(port)) continue;
    const server = await listen(port);
    if (server !== undefined) held.set(port, server);
  }
  const release = async (): Promise<void> => {
    await Promise.all([...held.values()].map(close));
  };
  const [shell, iopub, stdin, control, heartbeat] = [...held.keys()];
  if (heartbeat === undefined) {
    await release();
    throw new Error(`ports: found ${held.size} free ports of 5 in ${lowest} to ${highest - 1}`);
  }
  return { ports: [shell!, iopub!, stdin!, control!, heartbeat], release };
}
