import { createNetwork } from "#app/ports/network.ts";
import { portsFor } from "#app/ports/ports-for.ts";
import { runCli } from "./cli.ts";

/** The first Ctrl-C lets the work come to a safe point, the second does not wait. */
function givingUp(): AbortSignal {
  const controller = new AbortController();
  const giveUp = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on("SIGINT", giveUp);
  process.on("SIGTERM", giveUp);
  return controller.signal;
}

process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // Whoever read the output has read enough.
  process.exit(error.code === "EPIPE" ? 0 : 1);
});

// A person at a terminal wants to read what went wrong, not that all goes well.
const environment = { LOG_LEVEL: "error", ...process.env };
const exit = await runCli(process.argv.slice(2), {
  environment,
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  drawsProgress: process.stderr.isTTY === true,
  signal: givingUp(),
  openPorts: (settings) => portsFor(settings, environment, 2),
  local: createNetwork({ shopifyStandIn: null, privateNetwork: true }),
  // Loaded when it is needed: help and a running server's answers come at once.
  createRuntime: async (ports, config) => (await import("#app/runtime.server.ts")).createRuntime(ports, config),
});
// Not before what was printed into a pipe has left.
process.stdout.write("", () => process.exit(exit));
