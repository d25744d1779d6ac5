import type { ParsedCell } from "./parsed-cell";
import type { Finding } from "./problem";
import { cellIds } from "./rules/cell-ids";
import { declaredOnce } from "./rules/declared-once";
import { noExports } from "./rules/exports";
import { imports } from "./rules/imports";
import { letAcrossCells } from "./rules/let-across-cells";
import { missingNames } from "./rules/missing-names";
import { schema } from "./rules/schema";
import { secrets } from "./rules/secrets";
import { shorthand } from "./rules/shorthand";
import { storedErrors } from "./rules/stored-errors";
import { absolutePaths } from "./rules/stored-paths";
import { syntax } from "./rules/syntax";
import { topLevelAwait } from "./rules/top-level-await";
import type { Subject } from "./subject";

/** Rules for every notebook, by name. */
export const fileRules: Readonly<Record<string, (subject: Subject) => readonly Finding[]>> = {
  schema,
  "cell-ids": cellIds,
  "stored-errors": storedErrors,
  "stored-paths": absolutePaths,
  secrets,
};

/** Rules for the cells of a notebook that tslab runs, by name. */
export const cellRules: Readonly<Record<string, (cells: readonly ParsedCell[], path: string) => readonly Finding[]>> = {
  syntax,
  imports,
  shorthand,
  "let-across-cells": letAcrossCells,
  "declared-once": declaredOnce,
  exports: noExports,
  "top-level-await": topLevelAwait,
  "missing-names": missingNames,
};

/** Every rule's name; `types` is the strict type check. */
export const ruleNames: readonly string[] = [...Object.keys(fileRules), ...Object.keys(cellRules), "types"];
