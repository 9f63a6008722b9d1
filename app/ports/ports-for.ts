import type { Config, Settings } from "#app/config.server.ts";
import type { Ports } from "./ports.ts";
import { systemPorts } from "./system.ts";

/** The real world as a configuration wants it. `logTo`: 1 standard output, 2 standard error. */
export function portsFor(
  config: Settings | Config,
  environment: Readonly<Record<string, string | undefined>>,
  logTo: 1 | 2,
): Ports {
  const { shopify, logLevel, privateNetwork, database } = config;
  const secrets = [
    shopify?.apiSecret,
    shopify?.previousApiSecret,
    environment.TEK_KEY,
    database.kind === "postgres" ? URL.parse(database.url)?.password : null,
  ];
  return systemPorts({
    network: { shopifyStandIn: shopify?.standIn ?? null, privateNetwork },
    log: { level: logLevel, to: logTo, secrets: secrets.filter((secret) => typeof secret === "string") },
  });
}
