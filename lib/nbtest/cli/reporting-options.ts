import type { OptionGroup } from "./option";

/** Options that say what is compared, written and reported. */
export const reportingOptions: readonly OptionGroup[] = [
  {
    title: "comparing with stored outputs",
    options: [
      { name: "--compare", help: "fail cells whose outputs differ from the stored ones" },
      { name: "--update", help: "store, in the notebook itself, those outputs that differ, if every cell ran well" },
      { name: "--rtol", value: "NUMBER", help: "how far numbers may differ relative to the stored one; default 1e-6" },
      { name: "--atol", value: "NUMBER", help: "how far numbers may differ in any case; default 1e-9" },
      { name: "--pixels", value: "SHARE", help: "what share of a picture's pixels may differ; default 0.001" },
      {
        name: "--presets",
        value: "LIST",
        help: "what may differ in a text: ansi, times, durations, frames (of stacks), paths, addresses, uuids; default: all",
      },
      {
        name: "--ignore",
        value: "LIST",
        help: "what is not compared: stdout, stderr, or MIME types such as image/png; default: none",
      },
    ],
  },
  {
    title: "what is written",
    options: [
      {
        name: "--output",
        value: "FOLDER",
        isPath: true,
        help: "write each executed notebook to FOLDER, also when it failed",
      },
      { name: "--html", help: "with --output: write a self-contained HTML page of each, too" },
      { name: "--write", help: "store the outputs in the notebook itself, if every cell passed" },
    ],
  },
  {
    title: "what is reported",
    options: [
      {
        name: "--verbose",
        help: "show what cells print, and a line for each; always so when a single notebook runs",
      },
    ],
  },
  {
    title: "about nbtest",
    options: [
      {
        name: "--config",
        value: "FILE",
        onlyTyped: true,
        help: 'take options from this file; default: the nearest nbtest.config.json, or "nbtest" in the nearest package.json',
      },
      { name: "--help", short: "-h", onlyTyped: true, help: "print this text" },
      { name: "--version", onlyTyped: true, help: "print the version" },
    ],
  },
];
