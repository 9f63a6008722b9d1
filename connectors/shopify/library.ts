import "@shopify/shopify-api/adapters/web-api";
import { AsyncLocalStorage } from "node:async_hooks";
import { ApiVersion, LogSeverity, Session, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import type { Io, Spend } from "../contract/port.ts";
import type { ShopifyAccount, ShopifyApp } from "./account.ts";

export const apiVersion = ApiVersion.October26;

/** An answer as it came; the library forgets the body of what it does not like. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Call {
  readonly io: Io;
  readonly spend: Spend;
  outcome: { readonly answer: Answer } | { readonly failure: unknown } | null;
}

/** Which call the library is working for. It has one fetch for everybody; every call has an Io of its own. */
const calls = new AsyncLocalStorage<Call>();

setAbstractFetchFunc(async (input, init) => {
  const call = calls.getStore();
  if (!call) throw new Error("The Shopify library may reach the network only from inside a call of the connector");
  const { io, spend } = call;
  try {
    const response = await io.fetch(new Request(input, { ...init, signal: io.signal, redirect: "manual" }), spend);
    const answer = { status: response.status, headers: response.headers, text: await response.text() };
    call.outcome = { answer };
    const bodiless = response.status === 204 || response.status === 304;
    return new Response(bodiless ? null : answer.text, { status: answer.status, headers: answer.headers });
  } catch (failure) {
    call.outcome = { failure };
    throw failure;
  }
});

export type Library = ReturnType<typeof openLibrary>;

/** The official library: silent, and without its own retries (it reads `Retry-After` as milliseconds and never repeats THROTTLED). */
export function openLibrary(app: ShopifyApp) {
  return shopifyApi({
    apiKey: app.apiKey,
    apiSecretKey: app.apiSecret,
    hostName: new URL(app.appUrl).host,
    apiVersion,
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error, log: () => {}, httpRequests: false },
    _logDisabledFutureFlags: false,
  });
}

/**
 * Sends one document through the library's GraphQL client and gives back the platform's answer as it came, whatever its status.
 * Throws what `io.fetch` threw, untouched.
 */
export async function sendDocument(
  library: Library,
  account: ShopifyAccount,
  call: { readonly io: Io; readonly spend: Spend; readonly query: string; readonly variables: Record<string, unknown> },
): Promise<Answer> {
  const running: Call = { io: call.io, spend: call.spend, outcome: null };
  const client = new library.clients.Graphql({ session: sessionOf(account) });
  const verdict = await calls.run(running, () =>
    client.request(call.query, { variables: call.variables, retries: 0 }).then(
      () => null,
      (error: unknown) => error,
    ),
  );
  // The library's own verdict counts only where it failed before anything was sent; its errors drop bodies, headers and our Faults.
  if (running.outcome === null) throw verdict;
  if ("failure" in running.outcome) throw running.outcome.failure;
  return running.outcome.answer;
}

function sessionOf({ shop, accessToken }: ShopifyAccount): Session {
  return new Session({ id: `offline_${shop}`, shop, state: "", isOnline: false, accessToken });
}
