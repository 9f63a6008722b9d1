/**
 * What the screens take of the browser: the one place in the UI that touches its timers, its monotonic clock, its network and its
 * chance. `fetch` is looked up at each call, since App Bridge replaces it to add the session token.
 */
export const browserPorts = {
  /** Runs once after `ms`; the answer cancels it. */
  after(ms: number, run: () => void): () => void {
    const timer = window.setTimeout(run, ms);
    return () => window.clearTimeout(timer);
  },
  /** Milliseconds since the page began; never set back. */
  elapsed: (): number => window.performance.now(),
  fetch: (path: string, init: RequestInit): Promise<Response> => window.fetch(path, init),
  /** In [0, 1). */
  fraction: (): number => Math.random(),
} as const;

export type BrowserPorts = typeof browserPorts;
