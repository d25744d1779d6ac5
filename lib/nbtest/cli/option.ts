/** An option as it is written, read and explained: command line, config file and help all come from it. */
export interface Option {
  readonly name: `--${string}`;
  readonly short?: string;
  /** What its value is called in the help; an option without one is a flag. */
  readonly value?: string;
  /** Whether it may be given more than once. */
  readonly repeats?: true;
  /** Its name in the config file, if that is not the same in camel case. */
  readonly key?: string;
  /** Whether its value is a path; in a config file it is taken from the file's folder. */
  readonly isPath?: true;
  /** Whether it stands on the command line only, not in a config file. */
  readonly onlyTyped?: true;
  readonly help: string;
}

/** Options that are about one thing, under its title. */
export interface OptionGroup {
  readonly title: string;
  readonly options: readonly Option[];
}

/** The values given to each option by name, in order; for a flag an empty list. */
export type Given = ReadonlyMap<string, readonly string[]>;

/** An option's name in a config file: `--start-timeout` is `startTimeout`. */
export const keyOf = ({ name, key }: Option): string =>
  key ?? name.slice(2).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
