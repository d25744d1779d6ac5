import { describe, expect, it } from "vitest";
import { checkFingerprint, fingerprintOf } from "../../lib/datasets/fingerprint";
import { newFolder } from "../files/new-folder";
import { writeGzip } from "./idx-fixture";

describe("fingerprintOf", () => {
  it('is the length and the SHA-256 of the unpacked bytes (the test vector "abc" of FIPS 180-4)', async () => {
    expect(await fingerprintOf(writeGzip(newFolder(), "abc.gz", Buffer.from("abc")))).toEqual({
      bytes: 3,
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
  });
});

describe("checkFingerprint", () => {
  it("accepts what is equal", () => {
    expect(() => checkFingerprint("x.gz", { bytes: 1, sha256: "a" }, { bytes: 1, sha256: "a" })).not.toThrow();
  });
  it("names both lengths", () => {
    expect(() => checkFingerprint("x.gz", { bytes: 1, sha256: "a" }, { bytes: 2, sha256: "a" })).toThrow(
      "x.gz: unpacks to 1 bytes; 2 are accepted",
    );
  });
  it("names both sums", () => {
    expect(() => checkFingerprint("x.gz", { bytes: 1, sha256: "a" }, { bytes: 1, sha256: "b" })).toThrow(
      "x.gz: the unpacked bytes have the SHA-256 a; b is accepted",
    );
  });
});
