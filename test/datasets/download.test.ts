import { existsSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { download } from "../../lib/datasets/download";
import { newFolder } from "../files/new-folder";
import { noise, published } from "./idx-fixture";
import { type Answer, cutsOff, mirror, says, serves, stalls } from "./mirror";
import { content, downloadFrom, expectStanding, file, packed, partialName } from "./shapes-download";

const html = says(200, "text/html; charset=utf-8", "<!doctype html><title>Log in to the network</title>");

describe("download", () => {
  it("brings the file and nothing else into a folder that it makes, and says how far it is", async () => {
    const { folder, lines, failure, servers } = await downloadFrom([serves(packed)]);
    expect(failure).toBeUndefined();
    expectStanding(folder);
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
    expectStanding(folder);
  });

  it("goes to the next mirror when one answers with a web page, and says so", async () => {
    const { folder, lines } = await downloadFrom([html], [serves(packed)]);
    expectStanding(folder);
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
