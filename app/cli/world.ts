import type { Readable, Writable } from "node:stream";
import type { Settings } from "#app/config.server.ts";
import type { Network, Ports } from "#app/ports/ports.ts";
import type { CreateRuntime } from "#app/runtime-contract.ts";

/** What the command line takes of the terminal and the machine. */
export interface World {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly input: Readable;
  readonly output: Writable;
  /** Notes, progress and errors: the output stays clean for what was asked. */
  readonly errors: Writable;
  /** Whether `errors` is a terminal, where a line may be drawn over. */
  readonly drawsProgress: boolean;
  /** Aborts when the person gives up. */
  readonly signal: AbortSignal;
  /** The machine as the configuration wants it. */
  openPorts(settings: Settings): Ports;
  /** Reaches the server on this machine. */
  readonly local: Network;
  readonly createRuntime: CreateRuntime;
}
