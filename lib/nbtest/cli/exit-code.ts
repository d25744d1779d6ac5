/** What the command's exit code says. */
export const exitCode = {
  ok: 0,
  testFailures: 1,
  usage: 2,
  noNotebooks: 3,
  kernelStart: 4,
  internal: 5,
  interrupted: 130,
} as const;
