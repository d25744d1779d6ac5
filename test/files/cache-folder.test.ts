import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cacheFolder } from "../../lib/files/cache-folder";

describe("cacheFolder", () => {
  it("follows the custom of each system", () => {
    expect(cacheFolder({}, "linux", "/home/a")).toBe(join("/home/a", ".cache", "dark-knowledge"));
    expect(cacheFolder({}, "darwin", "/Users/a")).toBe(join("/Users/a", "Library", "Caches", "dark-knowledge"));
    expect(cacheFolder({}, "win32", "/a")).toBe(join("/a", "AppData", "Local", "dark-knowledge"));
    expect(cacheFolder({ LOCALAPPDATA: "/local" }, "win32", "/a")).toBe(join("/local", "dark-knowledge"));
  });

  it("takes XDG_CACHE_HOME if it is absolute", () => {
    expect(cacheFolder({ XDG_CACHE_HOME: "/big" }, "linux", "/home/a")).toBe(join("/big", "dark-knowledge"));
    expect(cacheFolder({ XDG_CACHE_HOME: "big" }, "linux", "/home/a")).toBe(
      join("/home/a", ".cache", "dark-knowledge"),
    );
  });
});
