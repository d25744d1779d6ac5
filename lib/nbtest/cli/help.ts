import type { Option } from "./option";
import { optionGroups } from "./read-arguments";

const widest = 118;
const column = 26;

/** Words of a text in lines, each with this much white space before it. */
function wrapped(text: string, indent: number): readonly string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (indent + line.length + 1 + word.length > widest) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}

/** An option, explained in a column beside it. */
export function explained({ name, short, value, help }: Option): string {
  const written = `  ${short === undefined ? "" : `${short}, `}${name}${value === undefined ? "" : ` ${value}`}`;
  const lines = wrapped(help, column).map((line) => " ".repeat(column) + line);
  const [first = "", ...rest] = lines;
  const start = written.length < column - 1 ? [written.padEnd(column) + first.trimStart()] : [written, first];
  return [...start, ...rest].join("\n");
}

const options = optionGroups.map(({ title, options }) => `${title}\n${options.map(explained).join("\n")}`).join("\n\n");

/** The text of `nbtest --help`. */
export const help = `nbtest runs Jupyter notebooks from top to bottom, each on a fresh kernel, and says which cells failed.
A cell that is not known to have gone well never counts as passed.

usage: nbtest [options] [paths…]
       nbtest check | clean | html [options] [paths…]     nbtest check --help tells more

  paths                   notebooks, folders, which are searched for notebooks, or globs such as 'docs/**/0*.ipynb';
                          default: this folder. Hidden folders, node_modules, dist, _build and executed are passed over

${options}

A flag is switched off by --no-…, as in --no-html.

a cell's comments         at its top, above its code, also with # in place of //
  // nbtest: skip         it is not run; a reason may follow
  // nbtest: raises-exception RangeError: too big
                          it must raise an error whose name and message contain this, match /this/, or any error
  // nbtest: timeout 5m   its own time limit, which goes before all others
  // nbtest: compare rtol=1e-3 presets=times,paths ignore=stderr
                          its outputs must be as they are stored, by these rules; no-compare: they need not

a cell's tags             skip-execution, raises-exception, nbtest:timeout=5m; parameters, for the cell of constants.
                          nbval-skip and nbval-raises-exception are understood, too

a notebook's metadata     nbtest: { "sizes": …, "timeout": "5m", "notebookTimeout": "1h", "compare": true or
                          { "rtol": 1e-3, … } }; goes before the command line

config file: a JSON object of the same options in camel case ("startTimeout": "90s", "html": true, "exclude": ["old"],
"parameters": { "epochs": 2 }), "paths", and "replace", which names what else may differ in a text:
[{ "pattern": "run \\\\d+", "flags": "i", "by": "run" }].
Its paths are taken from its folder; the command line goes before it.

A kernel has NBTEST=1 in its environment. Ctrl-C once: the running cells are interrupted and what there is gets written;
twice: everything is killed.

exit codes
  0  all notebooks passed                         3  no notebooks found
  1  a notebook failed                            4  a kernel could not start
  2  wrong usage, or a notebook or file that      5  internal error
     cannot be read or written                  130  interrupted
`;
