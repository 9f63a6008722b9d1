import { parseArgs } from "node:util";
import { ConfigError, loadConfig } from "#app/config.server.ts";
import { builtPages, developmentPages, NotBuilt } from "#app/http/pages.ts";
import { startServer } from "#app/http/start-server.ts";
import type { Log } from "#app/ports/ports.ts";
import { portsFor } from "#app/ports/ports-for.ts";
import { systemChance } from "#app/ports/system.ts";
import { createRuntime } from "#app/runtime.server.ts";

const usage = "usage: node server.ts [--dev]   (settings: docs/configuration.md)";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
  const config = loadConfig(process.env, systemChance);
  const ports = portsFor(config, process.env, 1);
  endOnFault(ports.log);
  const openPages = values.dev ? developmentPages : builtPages;
  const server = await startServer({
    config,
    ports,
    createRuntime,
    openPages: (tek) => openPages(import.meta.dirname, tek),
    pid: process.pid,
  });
  let asked = false;
  const end = () => {
    // Who asks twice does not want to wait.
    if (asked) process.exit(1);
    asked = true;
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        ports.log.error("server-stop-failed", error);
        process.exit(1);
      },
    );
  };
  process.on("SIGTERM", end);
  process.on("SIGINT", end);
}

/** A fault that nobody caught leaves the process in an unknown state: it is logged without its message, and a fresh one takes over. */
function endOnFault(log: Log): void {
  process.on("uncaughtException", (error) => {
    log.error("fault", error);
    process.exit(1);
  });
}

function explain(error: unknown): number {
  if (error instanceof ConfigError) return say(error.message, 78);
  if (error instanceof NotBuilt) return say(error.message, 1);
  if (error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS"))
    return say(`${error.message}\n${usage}`, 2);
  throw error;
}

function say(sentence: string, exit: number): number {
  process.stderr.write(`tek: ${sentence}\n`);
  return exit;
}

try {
  await main();
} catch (error) {
  process.exit(explain(error));
}
