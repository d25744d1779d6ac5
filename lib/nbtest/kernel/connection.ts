import { randomBytes } from "node:crypto";
import type { Ports } from "./ports";

/** Where a kernel listens and with which key it signs; the field names are Jupyter's. */
export interface Connection {
  readonly transport: "tcp";
  readonly ip: string;
  readonly shell_port: number;
  readonly iopub_port: number;
  readonly stdin_port: number;
  readonly control_port: number;
  readonly hb_port: number;
  readonly key: string;
  readonly signature_scheme: "hmac-sha256";
  readonly kernel_name: string;
}

/** A connection on this machine with a fresh random key. */
export const connectionOn = (ports: Ports, kernelName: string): Connection => ({
  transport: "tcp",
  ip: "127.0.0.1",
  shell_port: ports[0],
  iopub_port: ports[1],
  stdin_port: ports[2],
  control_port: ports[3],
  hb_port: ports[4],
  key: randomBytes(32).toString("hex"),
  signature_scheme: "hmac-sha256",
  kernel_name: kernelName,
});
