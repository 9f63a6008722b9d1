import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { ConfigError, parseSettings } from "#app/config.server.ts";
import { askServer, findServer } from "./ask-server.ts";
import { CommandFailure, type ExitCode, type Reply } from "./command.ts";
import { progressLine, resultExit, resultLines, resultNote } from "./print.ts";
import { type Asked, parseArguments } from "./program.ts";
import { withSecrets } from "./secret.ts";
import type { World } from "./world.ts";

/** The command line: arguments in, exit code out. Throws only what is a fault in Tek itself. */
export async function runCli(args: readonly string[], world: World): Promise<ExitCode> {
  const { asked, exit } = parseArguments(args, {
    out: (text) => world.output.write(text),
    error: (text) => world.errors.write(text),
  });
  if (!asked) return exit;
  try {
    return await carryOut(asked, world);
  } catch (error) {
    if (error instanceof ConfigError) return complain(world, 78, error.message);
    if (error instanceof CommandFailure) return complain(world, error.exit, error.message);
    if (isClosedPipe(error)) return 0;
    if (world.signal.aborted) return complain(world, 75, "Stopped before it was done.");
    throw error;
  }
}

async function carryOut(asked: Asked, world: World): Promise<ExitCode> {
  const command = await withSecrets(asked.command, asked.secrets, world);
  const settings = parseSettings(world.environment);
  // With PostgreSQL any process may do the work; an SQLite file belongs to the process that holds the folder.
  const server = settings.database.kind === "sqlite" ? await findServer(settings, world.local) : null;
  const replies = server
    ? askServer(server, world.local, command, world.signal)
    : (await import("./in-process.ts")).inProcess(settings, world, command, world.signal);
  if (asked.out === null) return await show(replies, asked, world, world.output);
  return await intoFile(asked.out, world, (file) => show(replies, asked, world, file));
}

/** The file appears whole, or not at all. */
async function intoFile(path: string, world: World, fill: (file: Writable) => Promise<ExitCode>): Promise<ExitCode> {
  const aside = `${path}.part`;
  const file = createWriteStream(aside, { mode: 0o600 });
  try {
    await once(file, "open");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
    return complain(world, 1, `${path} cannot be written${code}: name another file with --out.`);
  }
  let exit: ExitCode = 1;
  try {
    exit = await fill(file);
    file.end();
    await finished(file);
    if (exit === 0) await rename(aside, path);
  } finally {
    file.destroy();
    if (exit !== 0) await rm(aside, { force: true });
  }
  return exit;
}

async function show(replies: AsyncIterable<Reply>, asked: Asked, world: World, output: Writable): Promise<ExitCode> {
  const { errors } = world;
  const progress = progressOn(world);
  for await (const reply of replies) {
    if (reply.kind === "progress") {
      progress.draw(progressLine(reply));
      continue;
    }
    progress.clear();
    if (reply.kind === "text") await write(output, reply.text);
    else if (reply.kind === "note") errors.write(`${reply.sentence}\n`);
    else if (reply.kind === "failed") return complain(world, reply.exit, reply.sentence);
    else {
      if (asked.json)
        await write(world.output, reply.result.what === "exported" ? "" : `${JSON.stringify(reply.result)}\n`);
      else {
        errors.write(resultNote(reply.result));
        await write(world.output, resultLines(reply.result));
      }
      return resultExit(reply.result);
    }
  }
  throw new CommandFailure(75, "The answer was cut off: Tek stopped before it was done. Try again.");
}

async function write(output: Writable, text: string): Promise<void> {
  if (text !== "" && !output.write(text)) await once(output, "drain");
}

/** One line drawn over on a terminal; in a log, a line only when it says something new. */
function progressOn({ errors, drawsProgress }: World): { draw(line: string): void; clear(): void } {
  let shown = "";
  return {
    draw(line) {
      if (line === shown) return;
      shown = line;
      errors.write(drawsProgress ? `\r\u001b[2K${line}` : `${line}\n`);
    },
    clear() {
      if (shown && drawsProgress) errors.write("\r\u001b[2K");
      shown = "";
    },
  };
}

function complain({ errors }: World, exit: ExitCode, sentence: string): ExitCode {
  errors.write(`tek: ${sentence}\n`);
  return exit;
}

/** `tek orders export | head`: whoever read has read enough. */
const isClosedPipe = (error: unknown) => error instanceof Error && "code" in error && error.code === "EPIPE";
