import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/**
 * Loaded before anything else into each process of the demo (`--import`): shifts the process's clock by the world's offset, so that
 * libraries agree with it too (OAuth timestamps, token expiry). Production never loads this file.
 */
const file = process.env.DEMO_CLOCK_FILE;
if (!file) throw new Error("DEMO_CLOCK_FILE names no file: this module is for the demo's processes only.");

const RealDate = Date;
let offset = readOffset(file);

class WorldDate extends RealDate {
  constructor(...given: [] | [value: number | string | Date]) {
    if (given.length === 0) super(RealDate.now() + offset);
    else super(...given);
  }
  static override now(): number {
    return RealDate.now() + offset;
  }
}
// Calls with year, month, day … go to the real constructor; without arguments the clock is asked.
globalThis.Date = new Proxy(WorldDate, {
  construct: (target, given, newTarget) =>
    given.length > 1 ? Reflect.construct(RealDate, given, newTarget) : Reflect.construct(target, given, newTarget),
  apply: () => new WorldDate().toString(),
}) as DateConstructor;

setInterval(() => {
  offset = readOffset(file);
}, 100).unref();

// Without its supervisor a process of the demo has no reason to live, and would hold its port against the next start.
if (process.channel) {
  process.channel.unref();
  process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
}

function readOffset(path: string): number {
  if (!existsSync(path)) return 0;
  const ms = Number(readFileSync(path, "utf8"));
  if (!Number.isFinite(ms))
    throw new Error(`${path} does not hold a number of milliseconds: delete it to go back to today.`);
  return ms;
}

/** Moves the world's clock for every process that shares the file. */
export function advanceWorld(path: string, ms: number): void {
  offset = readOffset(path) + ms;
  writeFileSync(`${path}.new`, String(offset));
  renameSync(`${path}.new`, path);
}
