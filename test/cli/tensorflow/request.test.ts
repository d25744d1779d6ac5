import { describe, expect, it } from "vitest";
import { checkRequest } from "../../../lib/cli/tensorflow/request";

const nothing = { gpu: false, version: undefined, from: undefined, force: false, remove: false };

describe("dark-knowledge tensorflow", () => {
  it.each([{}, { gpu: true, version: "2.12.0", from: "x", force: true }, { remove: true }, { version: "2.22.0rc1" }])(
    "accepts %j",
    (given) => checkRequest({ ...nothing, ...given }),
  );

  it.each([
    [{ version: "2.21" }, "--version 2.21: accepted: three numbers"],
    [{ version: "latest" }, "--version latest: accepted: three numbers"],
    [{ version: "2.11.1" }, "--version 2.11.1: accepted: 2.12.0 or newer"],
    [{ version: "1.15.0" }, "--version 1.15.0: accepted: 2.12.0 or newer"],
    [{ remove: true, gpu: true }, "--remove removes all"],
    [{ remove: true, version: "2.21.0" }, "--remove removes all"],
  ])("refuses %j", (given, message) => {
    expect(() => checkRequest({ ...nothing, ...given })).toThrow(message);
  });
});
