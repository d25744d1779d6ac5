/** Something is wrong with a notebook's file, or with what was asked of it; the message names the file and says what was found. */
export class NotebookError extends Error {
  override readonly name = "NotebookError";
}
