import type { OptionGroup } from "./option";

/** Options that say what is compared, written and reported. */
export const reportingOptions: readonly OptionGroup[] = [
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
