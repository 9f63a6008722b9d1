import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { seconds } from "#app/domain/instant.ts";
import type { Timers } from "#app/ports/ports.ts";

/** A proxy keeps its idle connections for a minute: were ours shorter, it would send into a closed one. */
const timeouts = { requestTimeout: seconds(60), headersTimeout: seconds(20), keepAliveTimeout: seconds(65) };

export interface Listening {
  readonly port: number;
  /** Takes no new connection, waits for the answers under way at most `patience` ms, then cuts what is left. */
  close(timers: Timers, patience: number): Promise<void>;
}

/** Opens the port. Rejects with the system's error (EADDRINUSE, EACCES, EADDRNOTAVAIL). */
export async function listen(listener: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer(timeouts, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ host, port }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  // A connection that is kept open after its last answer would hold up the end.
  let closing = false;
  server.on("request", (_request, response) => {
    response.once("close", () => closing && server.closeIdleConnections());
  });
  return {
    port: boundPort(server.address()),
    close: (timers, patience) =>
      new Promise((resolve) => {
        closing = true;
        const cancel = timers.after(patience, () => server.closeAllConnections());
        server.close(() => {
          cancel();
          resolve();
        });
      }),
  };
}

function boundPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new TypeError("Not a TCP address");
  return address.port;
}
