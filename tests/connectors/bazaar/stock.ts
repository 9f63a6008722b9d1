import { z } from "zod";
import { plus } from "../../../app/domain/instant.ts";
import { Fault } from "../../../connectors/contract/fault.ts";
import type { Io, StockOutcome, StockPush } from "../../../connectors/contract/port.ts";
import { remembered } from "./stall.ts";

export type Ask = (path: string, body?: unknown) => Promise<unknown>;
export type Read = <T>(shape: z.ZodType<T>, value: unknown) => T;

const ticketShape = z.object({ ticket: z.string() });
const resultShape = z.object({ results: z.array(z.enum(["taken", "stale", "refused"])).nullable() });

/** The bazaar takes a list of counts, answers with a ticket, and says hours long what became of it. */
export function createPush(ask: Ask, read: Read, now: Io["now"]): StockPush {
  return {
    compares: true,
    most: 100,
    async send(changes) {
      const tasks = changes.map(({ item, from, to }) => ({ item, from, to }));
      const answer = await ask("/counts", tasks).catch((error: unknown) => {
        // A write whose answer never came may have happened.
        throw error instanceof Fault && error.kind === "unreachable" ? new Fault("unsure", error.facts) : error;
      });
      return { kind: "ticket", ticket: read(ticketShape, answer).ticket, askUntil: plus(now(), remembered) };
    },
    async ticket(ticket) {
      const answer = await ask(`/ticket/${encodeURIComponent(ticket)}`).catch((error: unknown) => {
        if (error instanceof Fault && error.kind === "missing") return null;
        throw error;
      });
      if (answer === null) return { kind: "forgotten" };
      const { results } = read(resultShape, answer);
      return results === null ? { kind: "waiting" } : { kind: "done", outcomes: results.map(outcomeOf) };
    },
  };
}

const outcomeOf = (kind: StockOutcome["kind"]): StockOutcome =>
  kind === "refused" ? { kind, code: "bazaar.unknown-item", params: {} } : { kind };
