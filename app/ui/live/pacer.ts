import type { BrowserPorts } from "../browser/browser-ports.ts";

interface Work {
  /** While true, work waits. */
  busy(): boolean;
  run(): void;
}

/** Many askings, few runs: the first at once, the others joined, at least `gapMs` apart and only when the work is not busy. */
export function createPacer(ports: Pick<BrowserPorts, "after" | "elapsed">, gapMs: number, work: Work) {
  let asked = false;
  let lastRun = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | null = null;
  const attempt = () => {
    cancel = null;
    if (!asked) return;
    const rest = lastRun + gapMs - ports.elapsed();
    if (rest > 0 || work.busy()) {
      cancel = ports.after(Math.max(rest, gapMs / 2), attempt);
      return;
    }
    asked = false;
    lastRun = ports.elapsed();
    work.run();
  };
  return {
    ask(): void {
      asked = true;
      if (!cancel) attempt();
    },
    stop(): void {
      asked = false;
      cancel?.();
      cancel = null;
    },
  };
}
