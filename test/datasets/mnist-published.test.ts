import { afterEach, describe, expect, it, vi } from "vitest";
import { mnist } from "../../lib/datasets/mnist";

afterEach(() => vi.unstubAllEnvs());

describe("mnist, the published files in data/mnist", { timeout: 30_000 }, () => {
  it("has the known counts, first labels and label histogram", async () => {
    vi.stubEnv("DARK_KNOWLEDGE_DATA", "");
    const { train, test } = await mnist();
    expect([train.length, test.length]).toEqual([60_000, 10_000]);
    expect([train.name, test.name]).toEqual(["mnist train", "mnist test"]);
    expect(train.shape).toEqual([28, 28, 1]);
    expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    expect([...test.labels.subarray(0, 4)]).toEqual([7, 2, 1, 0]);
    const histogram = Array(10).fill(0);
    for (const label of test.labels) histogram[label]++;
    expect(histogram).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    // The mean and the standard deviation of the training pixels, in [0, 1], that PyTorch's MNIST example normalises by.
    let [sum, squares] = [0, 0];
    for (const pixel of train.pixels) {
      sum += pixel / 255;
      squares += (pixel / 255) ** 2;
    }
    const mean = sum / train.pixels.length;
    expect(mean).toBeCloseTo(0.1307, 4);
    expect(Math.sqrt(squares / train.pixels.length - mean ** 2)).toBeCloseTo(0.3081, 4);
  });
});
