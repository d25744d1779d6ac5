import type { Command, Options } from "./command";
import type { CommandEntry } from "./commands";

/** The width of the column with names. */
const COLUMN = 20;
const WIDTH = 110;

/** Words in lines of at most `width` characters; a line that begins with spaces stays as it is. */
function wrapped(text: string, width: number): readonly string[] {
  if (text.startsWith(" ")) return [text];
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) as string;
    if (line !== "" && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === "" ? word : `${line} ${word}`;
  }
  return lines;
}

const row = (name: string, text: string): string => {
  const lines = wrapped(text, WIDTH - COLUMN - 2);
  const first = `  ${name.padEnd(COLUMN - 1)} ${lines[0]}`;
  return [first, ...lines.slice(1).map((line) => " ".repeat(COLUMN + 2) + line)].join("\n");
};

const optionRows = (options: Options): readonly string[] => [
  ...Object.entries(options).map(([name, option]) =>
    row(option.type === "boolean" ? `--${name}` : `--${name} ${option.value}`, option.help),
  ),
  row("-h, --help", "print this text"),
];

/** The text of `dark-knowledge --help`. */
export const overview = (commands: readonly CommandEntry[]): string =>
  [
    "dark-knowledge: knowledge distillation in TypeScript.",
    "",
    "usage: dark-knowledge COMMAND [options]",
    "",
    "commands",
    ...commands.map(({ name, summary }) => row(name, summary)),
    "",
    "options",
    row("-h, --help", "print this text; dark-knowledge COMMAND --help prints a command's"),
    row("--version", "print the version"),
    "",
    "nbtest, a command of its own, runs notebooks: nbtest --help.",
    "exit codes: 0 all is well, 1 something is not, 2 wrong usage, 5 internal error, 130 interrupted",
  ].join("\n");

/** The text of `dark-knowledge NAME --help`. */
export const helpOf = (name: string, { about, options, operands }: Command): string =>
  [
    `usage: dark-knowledge ${name} [options]${operands === undefined ? "" : ` ${operands}`}`,
    "",
    ...about.split("\n").flatMap((line) => wrapped(line, WIDTH)),
    "",
    "options",
    ...optionRows(options),
  ].join("\n");
