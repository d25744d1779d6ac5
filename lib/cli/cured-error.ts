/** Something that its user can put right: what is wrong, and what to do about it. */
export class CuredError extends Error {
  override readonly name = "CuredError";

  /**
   * @param message what is wrong
   * @param cure what to do, each line a way or a part of it
   */
  constructor(
    message: string,
    readonly cure: readonly string[],
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
