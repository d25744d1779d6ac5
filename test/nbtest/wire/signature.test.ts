import { describe, expect, it } from "vitest";
import { sign, verify } from "../../../lib/nbtest/wire/signature";

// RFC 4231, test case 2.
const data = Buffer.from("what do ya want for nothing?");
const expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";

describe("sign", () => {
  it("is HMAC-SHA256 over the frames as if they were one", () => {
    expect(sign("Jefe", [data])).toBe(expected);
    expect(sign("Jefe", [data.subarray(0, 4), data.subarray(4)])).toBe(expected);
  });

  it("is empty without a key", () => {
    expect(sign("", [data])).toBe("");
  });
});

describe("verify", () => {
  it("accepts the right signature only", () => {
    expect(verify("Jefe", [data], Buffer.from(expected))).toBe(true);
    expect(verify("Jefe", [data], Buffer.from(expected.replace("5", "6")))).toBe(false);
    expect(verify("Jefe", [data], Buffer.from(expected.slice(1)))).toBe(false);
    expect(verify("Jeff", [data], Buffer.from(expected))).toBe(false);
  });
});
