import { ConfigError, loadConfig, type Settings } from "#app/config.server.ts";
import { found } from "#app/doctor/finding.ts";
import { holdFolder } from "#app/ports/folder-hold.ts";
import { type Command, CommandFailure, type Reply } from "./command.ts";
import { findingResult } from "./finding-result.ts";
import { runCommand } from "./run-command.ts";
import type { World } from "./world.ts";

/** Opens the database here, carries the command out, and closes it again. The workers run while the command waits for them. */
export async function* inProcess(
  settings: Settings,
  { environment, openPorts, createRuntime }: Pick<World, "environment" | "openPorts" | "createRuntime">,
  command: Command,
  signal: AbortSignal,
): AsyncGenerator<Reply, void> {
  const hold = settings.database.kind === "sqlite" ? holdFolder(settings.dataDir) : null;
  if (!hold && settings.database.kind === "sqlite")
    throw new CommandFailure(
      75,
      `Another tek process holds ${settings.dataDir} and takes no commands (it starts, stops, or is itself a command): try again.`,
    );
  try {
    const ports = openPorts(settings);
    const config = loadConfig(environment, ports.chance);
    const runtime = await createRuntime(ports, { ...config, workers: "here" }).catch((error: unknown) => {
      if (command.act !== "doctor" || error instanceof ConfigError || !(error instanceof Error)) throw error;
      return error;
    });
    if (runtime instanceof Error) {
      const unopened = findingResult(found("database.unopened", { said: runtime.message }));
      yield { kind: "result", result: { what: "examined", findings: [unopened] } };
      return;
    }
    try {
      if (needsWorkers(command)) await runtime.start();
      yield* runCommand(runtime, ports, config, command, signal, false);
    } finally {
      await runtime.drain();
    }
  } finally {
    hold?.release();
  }
}

function needsWorkers(command: Command): boolean {
  if (command.act === "export") return command.fresh;
  return "wait" in command && command.wait;
}
