import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { NoAnswer } from "./disturb.ts";

/** An address on this machine where a sandbox answers. */
export interface Served {
  readonly origin: string;
  close(): Promise<void>;
}

export interface ServeOptions {
  /** 0 takes a free port. */
  readonly port?: number;
  /** PEM key and certificate: serves https when given. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** Puts a fetch-style handler on 127.0.0.1 over real HTTP (or https). */
export async function serve(
  handle: (request: Request) => Promise<Response>,
  { port = 0, tls }: ServeOptions = {},
): Promise<Served> {
  const scheme = tls ? "https" : "http";
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    answer(handle, scheme, incoming, outgoing).catch((error: unknown) => {
      if (error instanceof NoAnswer) {
        incoming.socket.destroy();
        return;
      }
      console.error(error);
      if (!outgoing.headersSent) outgoing.writeHead(500);
      outgoing.end();
    });
  };
  const server = tls ? createHttpsServer(tls, onRequest) : createHttpServer(onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    origin: `${scheme}://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  handle: (request: Request) => Promise<Response>,
  scheme: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2)
    headers.append(incoming.rawHeaders[i] ?? "", incoming.rawHeaders[i + 1] ?? "");
  const method = incoming.method ?? "GET";
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  const body = method === "GET" || method === "HEAD" ? null : Buffer.concat(chunks);
  const url = `${scheme}://${incoming.headers.host ?? "127.0.0.1"}${incoming.url ?? "/"}`;
  const response = await handle(new Request(url, { method, headers, body }));
  const fields: Record<string, string | string[]> = {};
  for (const [name, value] of response.headers) if (name !== "set-cookie") fields[name] = value;
  const cookies = response.headers.getSetCookie();
  if (cookies.length) fields["set-cookie"] = cookies;
  outgoing.writeHead(response.status, fields);
  if (response.body) Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]).pipe(outgoing);
  else outgoing.end();
}
