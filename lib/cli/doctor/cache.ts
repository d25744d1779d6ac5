import { mkdir, mkdtemp, rm, statfs } from "node:fs/promises";
import path from "node:path";
import { cacheFolder } from "../../files/cache-folder";
import { writing } from "../../files/write-errors";
import { sizeText } from "../size-text";
import { folderSize } from "../tensorflow/folder-size";
import type { Check } from "./check";

/** Bytes below which a data set may not fit. */
const LITTLE = 200e6;

export const cache: Check = {
  name: "cache",
  look: async ({ environment }) => {
    const folder = cacheFolder(environment);
    await writing(folder, async () => {
      await mkdir(folder, { recursive: true });
      await rm(await mkdtemp(path.join(folder, ".doctor-")), { recursive: true });
    });
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const text = `${folder} holds ${sizeText(await folderSize(folder))}; ${sizeText(free)} of room are left`;
    if (free >= LITTLE) return { state: "right", text };
    return { state: "wrong", text, cure: ["make room, or name another folder for caches: XDG_CACHE_HOME=FOLDER"] };
  },
};
