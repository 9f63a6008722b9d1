import type { Log } from "#app/ports/ports.ts";

/** For tests that do not look at the log. Errors are shown: nothing should log one unexpectedly. */
export const quietLog: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (event, error) => console.error(event, error),
};
