import { chmodSync, existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { download } from "../../lib/datasets/download";
import { compileRoom, downloadInChild } from "./child";
import { idx, newFolder, noise, published } from "./idx-fixture";
import { type Answer, cutsOff, mirror, says, serves, stalls } from "./mirror";

const content = idx([1000, 10, 100], noise(1_000_000));
const packed = gzipSync(content);
const file = published("shapes.gz", content);

/** Downloads from mirrors that answer so into a new folder; returns what came of it. */
async function downloadFrom(...mirrors: readonly (readonly Answer[])[]) {
  const servers = await Promise.all(mirrors.map((answers) => mirror(...answers)));
  const folder = join(newFolder(), "new", "folder");
  const lines: string[] = [];
  const options = { folder, mirrors: servers.map(({ address }) => address), log: (line: string) => lines.push(line) };
  const again = () => download(file, { ...options, patience: 500 });
  const failure = await again().then(
    () => undefined,
    (error: Error) => error,
  );
  return { servers, folder, lines, again, failure };
}
const stands = (folder: string): void => {
  expect(gunzipSync(readFileSync(join(folder, "shapes.gz"))).equals(content)).toBe(true);
  expect(readdirSync(folder)).toEqual(["shapes.gz"]);
};
/** What this process calls its unfinished download from a mirror. */
const partialName = (address: string): string =>
  `.shapes.gz.${new URL(address).host.replace(":", "_")}.${process.pid}.part`;
const html = says(200, "text/html; charset=utf-8", "<!doctype html><title>Log in to the network</title>");

describe("download", () => {
  it("brings the file and nothing else into a folder that it makes, and says how far it is", async () => {
    const { folder, lines, failure, servers } = await downloadFrom([serves(packed)]);
    expect(failure).toBeUndefined();
    stands(folder);
    const host = new URL(servers[0]?.address as string).host;
    expect(lines[0]).toBe(`shapes.gz: downloading from ${host}`);
    expect(lines).toContain("shapes.gz: 100 % of 1.0 MB");
    expect(lines.at(-1)).toBe(`shapes.gz: complete and checked, in ${folder}`);
  });

  it("asks for nothing when the file is there", async () => {
    const { servers, again } = await downloadFrom([serves(packed)]);
    await again();
    expect(servers[0]?.requests).toEqual(["whole"]);
  });

  it("accepts another compression of the same bytes", async () => {
    const { folder, failure } = await downloadFrom([serves(gzipSync(content, { level: 1 }))]);
    expect(failure).toBeUndefined();
    stands(folder);
  });

  it("goes to the next mirror when one answers with a web page, and says so", async () => {
    const { folder, lines } = await downloadFrom([html], [serves(packed)]);
    stands(folder);
    expect(lines.join("\n")).toContain("answered with a web page (text/html; charset=utf-8) instead of the file");
  });

  it.each<[string, Answer, string]>([
    ["a web page", html, "answered with a web page (text/html; charset=utf-8) instead of the file"],
    [
      "a page without its type",
      says(200, "application/gzip", "<?xml?>"),
      "answered with a web page (it begins with <)",
    ],
    ["an error", says(404, "text/plain", "?"), "answered with status 404 Not Found"],
    ["another file", serves(gzipSync(noise(1000))), "the file sent: unpacks to 1000 bytes; 1000016 are accepted"],
    ["something else than gzip", says(200, "text/plain", "hello"), "no gzip file: it begins with the bytes 68 65"],
    ["far too much", serves(noise(1_100_000)), "offers 1100000 bytes; at most"],
    ["a cut-off file", cutsOff(packed, 400_000), "was cut off after "],
    ["nothing more", stalls(packed, 400_000), "failed (no byte came for 0.5 s) after 400000 of"],
  ])("names the mirror that answers with %s, and leaves nothing under the real name", async (_, answer, text) => {
    const { folder, failure, servers } = await downloadFrom([answer]);
    expect(failure?.message).toContain(`shapes.gz could not be downloaded: ${servers[0]?.address}shapes.gz `);
    expect(failure?.message).toContain(text);
    expect(failure?.message).toContain(`put the file into ${folder} by hand`);
    expect(existsSync(join(folder, "shapes.gz"))).toBe(false);
    expect(existsSync(join(folder, "shapes.gz.lock"))).toBe(false);
  });

  it("names a file of the right length with other bytes by both sums", async () => {
    const other = Buffer.from(content);
    other[500] = (other[500] as number) ^ 1;
    const { folder, failure } = await downloadFrom([serves(gzipSync(other))]);
    expect(failure?.message).toContain(`SHA-256 ${published("", other).sha256}; ${file.sha256} is accepted`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("names an address where nobody listens", async () => {
    const gone = newFolder();
    const failure = download(file, { folder: gone, mirrors: ["http://127.0.0.1:1/"], log: () => undefined });
    await expect(failure).rejects.toThrow(/http:\/\/127\.0\.0\.1:1\/shapes\.gz failed \(/);
  });

  it("continues a transfer that was cut off at the byte where it ended", async () => {
    const { servers, folder, again, failure } = await downloadFrom([cutsOff(packed, 400_000), serves(packed)]);
    expect(failure?.message).toContain("was cut off");
    const left = readdirSync(folder).map((name) => readFileSync(join(folder, name)).length);
    await again();
    expect(servers[0]?.requests).toEqual(["whole", `bytes=${left}-`]);
    stands(folder);
  });

  it("starts anew when the server cannot continue and sends the whole file", async () => {
    const whole: Answer = (_, response) => response.writeHead(200, { "content-length": packed.length }).end(packed);
    const { folder, again } = await downloadFrom([cutsOff(packed, 400_000), whole]);
    await again();
    stands(folder);
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
    stands(folder);
  });

  it.skipIf(!existsSync("/dev/full"))("names a full disk, and leaves nothing behind", async () => {
    const { address } = await mirror(serves(packed));
    const folder = newFolder();
    const part = partialName(address);
    symlinkSync("/dev/full", join(folder, part)); // every write to it fails as on a full disk
    const failure = download(file, { folder, mirrors: [address, "http://127.0.0.1:1/"], log: () => undefined });
    await expect(failure).rejects.toThrow(`${join(folder, part)} cannot be written: the disk is full (ENOSPC)`);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("names a folder that cannot be made", async () => {
    const inTheWay = join(newFolder(), "file");
    writeFileSync(inTheWay, "");
    const failure = download(file, { folder: join(inTheWay, "mnist"), mirrors: [], log: () => undefined });
    await expect(failure).rejects.toThrow(`${join(inTheWay, "mnist")} cannot be written: a part of the path is a file`);
  });
});

describe("download in processes of their own", { timeout: 30_000 }, () => {
  const compiled = () => {
    const folder = newFolder();
    compileRoom(folder);
    return folder;
  };

  it.skipIf(process.getuid === undefined)("names a read-only folder", async () => {
    const folder = newFolder();
    chmodSync(folder, 0o555);
    // Permissions do not bind root, so the process becomes nobody.
    const user = process.getuid?.() === 0 ? { user: 65534 } : {};
    const child = downloadInChild(file, { folder, mirrors: [] }, { compiled: compiled(), ...user });
    const { code, printed } = await child.ended;
    expect(printed).toContain(
      `${join(folder, "shapes.gz.lock")} cannot be written: the folder is read-only for this user`,
    );
    expect(code).toBe(1);
  });

  it("downloads once for two processes at once; the second waits", async () => {
    const slow: Answer = (request, response) => setTimeout(() => serves(packed)(request, response), 1500);
    const { address, requests } = await mirror(slow);
    const [folder, room] = [newFolder(), compiled()];
    const two = [0, 1].map(() => downloadInChild(file, { folder, mirrors: [address] }, { compiled: room }).ended);
    const results = await Promise.all(two);
    expect(results.map(({ code }) => code)).toEqual([0, 0]);
    expect(requests).toEqual(["whole"]);
    expect(results.map(({ printed }) => /waiting for process \d+/.test(printed)).sort()).toEqual([false, true]);
    stands(folder);
  });

  it("continues what a killed process left, and takes its lock over", async () => {
    const { address, requests } = await mirror(stalls(packed, 400_000), serves(packed));
    const [folder, room] = [newFolder(), compiled()];
    const first = downloadInChild(file, { folder, mirrors: [address] }, { compiled: room });
    const arrived = () => readdirSync(folder).some((name) => readFileSync(join(folder, name)).length === 400_000);
    while (!arrived()) await new Promise((later) => setTimeout(later, 20));
    first.process.kill("SIGKILL");
    await first.ended;
    expect(existsSync(join(folder, "shapes.gz.lock"))).toBe(true);
    expect(existsSync(join(folder, "shapes.gz"))).toBe(false);
    const second = await downloadInChild(file, { folder, mirrors: [address] }, { compiled: room }).ended;
    expect(second.printed).toContain("continuing at byte 400000");
    expect(requests).toEqual(["whole", "bytes=400000-"]);
    stands(folder);
  });
});
