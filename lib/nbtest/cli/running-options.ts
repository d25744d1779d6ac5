import type { OptionGroup } from "./option";

/** Options that say what is run and how. */
export const runningOptions: readonly OptionGroup[] = [
  {
    title: "what runs",
    options: [
      { name: "--kernel", value: "NAME", help: "run on this kernel instead of the one that the notebook names" },
      {
        name: "--cell",
        value: "WHICH",
        repeats: true,
        onlyTyped: true,
        help: "run only these cells: a number (code cells count from 1), a range such as 2-5, an id, or a tag",
      },
      {
        name: "--until",
        value: "WHICH",
        onlyTyped: true,
        help: "run from the top up to this cell, which is named in the same way",
      },
      { name: "--exclude", value: "GLOB", repeats: true, help: "pass over the notebooks whose path matches" },
      {
        name: "--shard",
        value: "I/N",
        onlyTyped: true,
        help: "split the notebooks into N parts of about the same length, and run the I-th; every notebook is in one part",
      },
      {
        name: "--times",
        value: "FILE",
        isPath: true,
        help: "past times, for the order and for --shard, which must have the same file (or none) on every machine; renewed by a run without --shard; default: times.json in the cache folder, for the order only",
      },
      {
        name: "--cache-folder",
        value: "FOLDER",
        isPath: true,
        help: "what makes later runs faster is kept there; default: the nearest node_modules/.cache/nbtest, else the user's cache",
      },
      { name: "--allow-empty", help: "end with 0, not 3, when there are no notebooks" },
    ],
  },
  {
    title: "with which values",
    options: [
      {
        name: "--size",
        value: "NAME",
        help: "put the constants of the notebook's size NAME in place of its own; its metadata has them: nbtest.sizes.NAME = { constant: value }",
      },
      {
        name: "--parameter-file",
        value: "FILE",
        isPath: true,
        help: "put the values of a JSON object in place of the constants of these names; goes before --size",
      },
      {
        name: "--parameter",
        short: "-p",
        value: "NAME=VALUE",
        repeats: true,
        key: "parameters",
        help: 'put VALUE in place of the constant NAME; goes before both. Constants are the lines `const name = <literal>;` of the code cell tagged "parameters"',
      },
      { name: "--env", value: "NAME=VALUE", repeats: true, help: "set a variable in the kernel's environment" },
      {
        name: "--cwd",
        value: "FOLDER",
        isPath: true,
        help: "working directory of the kernels; default: each notebook's own folder, as in Jupyter",
      },
    ],
  },
  {
    title: "within which limits",
    options: [
      { name: "--timeout", value: "TIME", help: "for each cell, such as 90s, 10m or 1h; default 30m" },
      { name: "--notebook-timeout", value: "TIME", help: "for all cells of a notebook together; default: none" },
      { name: "--start-timeout", value: "TIME", help: "for a kernel's start; default 60s" },
      {
        name: "--parallel",
        value: "N",
        help: "run N notebooks at a time, those that take longest first; default: as many as there are cores",
      },
      {
        name: "--retries",
        value: "N",
        help: "run a failed notebook up to N times more; what passes then counts as flaky, not as failed",
      },
    ],
  },
];
