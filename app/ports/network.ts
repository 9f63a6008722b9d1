import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { BlockList, isIP } from "node:net";
import type { Network } from "./ports.ts";

export interface NetworkOptions {
  /** Origin of a local stand-in that answers for every *.myshopify.com; null: they are reached themselves. */
  readonly shopifyStandIn: string | null;
  /** false: an address that leads to this machine or its network is refused, whatever name it hides behind. */
  readonly privateNetwork: boolean;
}

/** The address leads where a merchant's shop cannot be. The cause of the TypeError that `fetch` throws. */
class AddressRefused extends Error {
  override readonly name = "AddressRefused";
  readonly code = "private-address";
}

/** The real network: never follows a redirect, and asks of every connection, not of every name, where it leads. */
export function createNetwork({ shopifyStandIn, privateNetwork }: NetworkOptions): Network {
  let guard: object | undefined;
  return {
    async fetch(request) {
      const detour = shopifyStandIn && standInRequest(request, shopifyStandIn);
      if (detour) return fetch(detour, { redirect: "manual" });
      if (privateNetwork) return fetch(request, { redirect: "manual" });
      const host = new URL(request.url).hostname.replace(/^\[|\]$/g, "");
      if (isIP(host) && !isPublicAddress(host)) throw new TypeError("fetch failed", { cause: new AddressRefused() });
      guard ??= guardedAgent();
      const guarded = { redirect: "manual", dispatcher: guard } as const;
      return fetch(request, guarded);
    },
  };
}

/** Whether an IP address can be another machine on the internet. */
export function isPublicAddress(address: string): boolean {
  return !notPublic.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

const shopHost = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

function standInRequest(request: Request, standIn: string): Request | null {
  const url = new URL(request.url);
  if (!shopHost.test(url.hostname)) return null;
  const there = new Request(`${standIn}${url.pathname}${url.search}`, request);
  there.headers.set("x-forwarded-host", url.hostname);
  return there;
}

/**
 * An agent of the same kind as Node's own fetch uses, whose connections look names up here: what was checked is what is connected
 * to, so a name that answers differently the second time gains nothing. Node exports no class for it; its registered symbol leads to
 * one, once a Request has been made.
 */
function guardedAgent(): object {
  const own: unknown = Reflect.get(globalThis, Symbol.for("undici.globalDispatcher.1"));
  if (typeof own !== "object" || own === null) throw new Error("This Node has no fetch agent to guard");
  return Reflect.construct(own.constructor, [{ connect: { lookup: guardedLookup, timeout: 10_000 } }]);
}

type Found = (error: Error | null, address?: string | LookupAddress[], family?: number) => void;

function guardedLookup(hostname: string, options: LookupOptions, found: Found): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return found(error);
    const [first] = addresses;
    if (!first || addresses.some(({ address }) => !isPublicAddress(address))) return found(new AddressRefused());
    if (options.all) return found(null, addresses);
    found(null, first.address, first.family);
  });
}

/** IANA special-purpose address registries; a mapped IPv4 address is compared as the IPv4 address that it is. */
const notPublic = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  notPublic.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const)
  notPublic.addSubnet(network, prefix, "ipv6");
