import { describe, expect, it } from "vitest";
import { tableText } from "../../lib/plotting/table";
import type { ResultRow } from "../../lib/training/result-row";
import { resultTable } from "../../lib/training/result-table";

const teacher: ResultRow = {
  role: "teacher",
  method: "hard labels",
  seed: 7,
  epochs: 30,
  last: 0.98761,
  best: 0.9912,
  bestEpoch: 21,
  testErrors: 74,
  testExamples: 10_000,
  expectedCalibrationError: 0.00512,
  parameters: 2_395_210,
  bytes: 9_580_840,
  flops: 4_785_600,
  millisecondsPerImage: 0.61789,
};
const student: ResultRow = { ...teacher, role: "student", method: "T = 4", agreement: 0.995 };

describe("resultTable", () => {
  const table = resultTable([teacher, student], { caption: "MNIST" });
  const cell = (row: number, title: string) =>
    table.rows[row]![table.columns.findIndex((each) => each.title === title)];

  it("has what is measured of a net in one row, as it is to be read", () => {
    expect(table.caption).toBe("MNIST");
    expect(table.rows[0]).toEqual([
      ...["teacher", "hard labels", 7, 30, "98.76 %", "99.12 % (21)", "74 of 10,000"],
      ...["–", "0.51 %", "2,395,210", "9,580,840", "0.62"],
    ]);
  });

  it("has the agreement of a net that was compared with a teacher", () => {
    expect(cell(1, "agreement")).toBe("99.50 %");
    expect(cell(1, "role")).toBe("student");
  });

  it("is a table that plotting can set", () => {
    const lines = tableText(table).split("\n");
    expect(lines).toHaveLength(5);
    expect(lines[1]).toMatch(/^role +method +seed +epochs +last +best \(epoch\) +test errors +agreement +ECE +/);
  });

  it("has no caption where none is given", () => {
    expect(resultTable([])).toEqual({ columns: table.columns, rows: [] });
  });
});
