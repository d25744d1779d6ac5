import {
  any,
  array,
  boolean,
  check,
  custom,
  exactOptional,
  integer,
  literal,
  looseObject,
  maxLength,
  minLength,
  minValue,
  null_,
  number,
  pipe,
  record,
  regex,
  strictObject,
  string,
  union,
  variant,
} from "valibot";

const text = union([string(), array(string())]);
/** To valibot a list is an object, too. */
const noList = custom<Record<string, unknown>>((value) => !Array.isArray(value), "an object");
const open = pipe(noList, looseObject({}));
const count = pipe(number(), integer(), minValue(0));

/** Text by MIME type; JSON types hold any JSON. */
const bundle = pipe(
  noList,
  record(string(), any()),
  check((data) => {
    const isText = (value: unknown): boolean =>
      typeof value === "string" || (Array.isArray(value) && value.every((line) => typeof line === "string"));
    return Object.entries(data).every(([type, value]) => /^application\/(.*\+)?json$/.test(type) || isText(value));
  }, "texts by MIME type, JSON only for JSON types"),
);

const name = exactOptional(pipe(string(), minLength(1)));
const tags = exactOptional(
  pipe(
    array(pipe(string(), regex(/^[^,]+$/, "a tag without a comma"))),
    check((all) => new Set(all).size === all.length, "tags of which none comes twice"),
  ),
);
const jupyter = exactOptional(open);

const outputs = variant("output_type", [
  strictObject({
    output_type: literal("execute_result"),
    data: bundle,
    metadata: open,
    execution_count: union([count, null_()]),
  }),
  strictObject({ output_type: literal("display_data"), data: bundle, metadata: open }),
  strictObject({ output_type: literal("stream"), name: string(), text }),
  strictObject({ output_type: literal("error"), ename: string(), evalue: string(), traceback: array(string()) }),
]);

const codeMetadata = looseObject({
  ...{
    name,
    tags,
    jupyter,
    collapsed: exactOptional(boolean()),
    execution: exactOptional(pipe(noList, record(string(), string()))),
  },
  scrolled: exactOptional(union([boolean(), literal("auto")])),
});
const attachments = exactOptional(pipe(noList, record(string(), bundle)));

const id = exactOptional(pipe(string(), regex(/^[a-zA-Z0-9-_]+$/, "letters, digits, - and _"), maxLength(64)));

const cells = variant("cell_type", [
  strictObject({
    ...{ id, cell_type: literal("raw"), source: text, attachments },
    metadata: pipe(noList, looseObject({ name, tags, jupyter, format: exactOptional(string()) })),
  }),
  strictObject({
    ...{ id, cell_type: literal("markdown"), source: text, attachments },
    metadata: pipe(noList, looseObject({ name, tags, jupyter })),
  }),
  strictObject({
    ...{ id, cell_type: literal("code"), source: text, outputs: array(outputs), metadata: pipe(noList, codeMetadata) },
    execution_count: union([count, null_()]),
  }),
]);

const word = exactOptional(string());
const about = looseObject({
  kernelspec: exactOptional(pipe(noList, looseObject({ name: string(), display_name: string() }))),
  language_info: exactOptional(
    pipe(
      noList,
      looseObject({
        ...{ name: string(), file_extension: word, mimetype: word, pygments_lexer: word },
        codemirror_mode: exactOptional(union([string(), open])),
      }),
    ),
  ),
  orig_nbformat: exactOptional(pipe(number(), integer(), minValue(1))),
  title: word,
  authors: exactOptional(array(any())),
});

/**
 * nbformat 4, but for the ids of cells: those must be there from 4.5 on, and not before.
 * Source: jupyter/nbformat, nbformat.v4.4.schema.json and nbformat.v4.5.schema.json.
 */
export const notebookSchema = strictObject({
  nbformat: literal(4),
  nbformat_minor: count,
  metadata: pipe(noList, about),
  cells: array(cells),
});
