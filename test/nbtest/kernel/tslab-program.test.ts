import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tslabProgram } from "../../../lib/nbtest/kernel/tslab-program";

/** zeromq.js as it behaves under load: a socket that is busy until the next turn, though its promise resolves in this one. */
const busySocket = `
class Socket {
  constructor(options) { this.options = options; this.isBusy = false; }
  send(message) {
    if (this.isBusy) throw Object.assign(new Error("Socket is busy writing"), { code: "EBUSY" });
    this.isBusy = true;
    setImmediate(() => { this.isBusy = false; console.log("sent " + message); });
    return Promise.resolve();
  }
}
module.exports = { Publisher: class extends Socket {}, Router: class extends Socket {} };`;

const sendsThree = `
const { Publisher } = require("zeromq");
const socket = new Publisher({ linger: 0 });
for (const message of ["one", "two", "three"]) socket.send(message);
console.log(JSON.stringify(socket.options));`;

describe("tslabProgram", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "dark-knowledge-"));
    mkdirSync(join(folder, "node_modules", "zeromq"), { recursive: true });
    writeFileSync(join(folder, "node_modules", "zeromq", "index.js"), busySocket);
    writeFileSync(join(folder, "tslab.js"), sendsThree);
    writeFileSync(join(folder, "kernel.cjs"), tslabProgram(join(folder, "tslab.js")));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const printed = (): string[] =>
    spawnSync(process.execPath, [join(folder, "kernel.cjs")], { encoding: "utf8", timeout: 20_000 }).stdout.split("\n");

  it("sends every message in order, also over a socket that stays busy after its promise has resolved", () => {
    expect(printed().filter((line) => line.startsWith("sent"))).toEqual(["sent one", "sent two", "sent three"]);
  });

  it("lets a socket keep as many messages as come, beside the options that it was given", () => {
    expect(JSON.parse(printed()[0] ?? "")).toEqual({ sendHighWaterMark: 0, linger: 0 });
  });
});
