import type { Notebook } from "../notebook/types";
import type { Arguments } from "./arguments";

const quoted = (word: string): string => (/^[\w./:=@,+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

const pairs = (option: string, values: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(values).flatMap(([name, value]) => [option, `${name}=${value}`]);

const valued = (option: string, value: string | undefined): readonly string[] =>
  value === undefined ? [] : [option, value];

/** The command that runs one notebook again in the same way, up to a cell. */
export function commandAgain({ path }: Notebook, cell: number, args: Arguments): string {
  const options = [
    ...valued("--kernel", args.kernel),
    ...valued("--size", args.size),
    ...valued("--parameter-file", args.parameterFile),
    ...pairs("-p", args.parameters),
    ...pairs("--env", args.env),
    ...valued("--cwd", args.cwd),
    ...(args.compare ? ["--compare"] : []),
    ...args.cells.flatMap((word) => ["--cell", word]),
    ...(args.cells.length > 0 ? [] : ["--until", String(cell)]),
  ];
  return ["npx nbtest", ...[path, ...options].map(quoted)].join(" ");
}
