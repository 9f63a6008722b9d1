import { v7 } from "uuid";
import type { Chance, Clock } from "./ports.ts";

/** Makes our own ids: UUIDv7 texts. */
export interface Ids {
  next(): string;
}

const sequences = 2 ** 32;

/** Each id is greater than the one before, also within a millisecond and when the clock steps back. */
export function createIds(clock: Clock, chance: Chance): Ids {
  let msecs = 0;
  let seq = 0;
  return {
    next() {
      const random = chance.bytes(16);
      const now = clock.now();
      if (now > msecs) {
        msecs = now;
        // Half of the sequences stay free for this millisecond.
        seq = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 1;
      } else if (++seq === sequences) {
        msecs++;
        seq = 0;
      }
      return v7({ random, msecs, seq });
    },
  };
}
