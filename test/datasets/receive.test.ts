import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { download } from "../../lib/datasets/download";
import { receive } from "../../lib/datasets/receive";
import { newFolder } from "../files/new-folder";
import { noise } from "./idx-fixture";
import { type Answer, cutsOff, mirror, says, serves } from "./mirror";
import { downloadFrom, expectStanding, file, packed, partialName } from "./shapes-download";

describe("receive", () => {
  /** Receives a small body into a file that holds "abc" already. */
  async function receiveAfterAbc(answer: Answer) {
    const { address } = await mirror(answer);
    const path = join(newFolder(), "x.part");
    writeFileSync(path, "abc");
    const told: (readonly [number, number | undefined])[] = [];
    const options = {
      limit: 10,
      patience: 2000,
      progress: (...at: [number, number | undefined]) => void told.push(at),
    };
    const fault = await receive(new URL(address), { ...options, into: { path, bytes: 3 } });
    return { fault, told, text: readFileSync(path, "utf8") };
  }

  it("appends the rest and tells the bytes of the whole", async () => {
    const { fault, told, text } = await receiveAfterAbc(serves(Buffer.from("abcdef")));
    expect([fault, text, told]).toEqual([undefined, "abcdef", [[6, 6]]]);
  });

  it("keeps what it has, for later, when the server has trouble", async () => {
    const { fault, text } = await receiveAfterAbc(says(503, "text/html", "later"));
    expect(fault).toEqual({ text: "answered with status 503 Service Unavailable", usable: true });
    expect(text).toBe("abc");
  });

  it("refuses another part than the one that was asked for", async () => {
    const { fault, text } = await receiveAfterAbc((_, response) =>
      response.writeHead(206, { "content-range": "bytes 1-2/6" }).end("bc"),
    );
    expect(fault).toEqual({ text: "sent another part (bytes 1-2/6) than the one from byte 3 on", usable: false });
    expect(text).toBe("abc");
  });

  it("stops at the limit when the server does not say how long the body is", async () => {
    const { fault } = await receiveAfterAbc((_, response) => {
      response.write("abcdef");
      response.end("ghijkl");
    });
    expect(fault).toEqual({ text: "sent more than 10 bytes, which are accepted at most", usable: false });
  });
});

describe("receive, called by download", () => {
  it("continues a transfer that was cut off at the byte where it ended", async () => {
    const { servers, folder, again, failure } = await downloadFrom([cutsOff(packed, 400_000), serves(packed)]);
    expect(failure?.message).toContain("was cut off");
    const left = readdirSync(folder).map((name) => readFileSync(join(folder, name)).length);
    await again();
    expect(servers[0]?.requests).toEqual(["whole", `bytes=${left}-`]);
    expectStanding(folder);
  });

  it("starts anew when the server cannot continue and sends the whole file", async () => {
    const whole: Answer = (_, response) => response.writeHead(200, { "content-length": packed.length }).end(packed);
    const { folder, again } = await downloadFrom([cutsOff(packed, 400_000), whole]);
    await again();
    expectStanding(folder);
  });

  it.each([
    ["does not continue to the published file", noise(1000)],
    ["is longer than the server's file", noise(1_005_000)],
  ])("starts anew when what was left %s", async (_, left) => {
    const { address, requests } = await mirror(serves(packed));
    const folder = newFolder();
    writeFileSync(join(folder, partialName(address)), left);
    await download(file, { folder, mirrors: [address], log: () => undefined });
    expect(requests).toEqual([`bytes=${left.length}-`, "whole"]);
    expectStanding(folder);
  });
});
