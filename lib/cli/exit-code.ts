/** What the command's exit code says. */
export const exitCode = {
  ok: 0,
  /** Something is not right, or could not be done; the output says what. */
  failed: 1,
  usage: 2,
  internal: 5,
  interrupted: 130,
} as const;
