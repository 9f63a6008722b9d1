import { getRandomValues } from "node:crypto";
import { toInstant } from "#app/domain/instant.ts";
import { createLog, type LogOptions } from "./log.ts";
import { createNetwork, type NetworkOptions } from "./network.ts";
import type { Chance, Clock, Ports, Timers } from "./ports.ts";

export interface SystemOptions {
  readonly network: NetworkOptions;
  readonly log: LogOptions;
}

/** The real world. */
export function systemPorts({ network, log }: SystemOptions): Ports {
  return {
    clock: systemClock,
    timers: systemTimers(),
    chance: systemChance,
    network: createNetwork(network),
    log: createLog(log),
  };
}

export const systemClock: Clock = { now: () => toInstant(Date.now()) };

export const systemChance: Chance = {
  bytes: (length) => getRandomValues(new Uint8Array(length)),
  fraction: () => (getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32,
};

/** `holdsProcess: false`: a timer that still waits does not keep the process from ending. */
export function systemTimers({ holdsProcess = true }: { readonly holdsProcess?: boolean } = {}): Timers {
  return {
    after(ms, run) {
      let left = Math.max(0, ms);
      let timer: NodeJS.Timeout;
      const arm = () => {
        const step = Math.min(left, longestTimer);
        left -= step;
        timer = setTimeout(() => (left > 0 ? arm() : run()), step);
        if (!holdsProcess) timer.unref();
      };
      arm();
      return () => clearTimeout(timer);
    },
  };
}

/** Node runs a longer one at once. */
const longestTimer = 2 ** 31 - 1;
