import { z } from "zod";
import type { Settings } from "#app/config.server.ts";
import { readServerFile, type ServerFile } from "#app/http/server-file.ts";
import type { Network } from "#app/ports/ports.ts";
import { type Command, CommandFailure, type Reply, replyForm } from "./command.ts";

/** The server that holds the data folder, when it answers and knows the token that lies there. */
export async function findServer({ dataDir }: Pick<Settings, "dataDir">, network: Network): Promise<ServerFile | null> {
  const file = readServerFile(dataDir);
  if (!file) return null;
  try {
    const answer = await network.fetch(new Request(`${file.url}/_command`, { headers: bearer(file) }));
    return answer.status === 204 ? file : null;
  } catch {
    // Nobody listens there: what a killed server left behind.
    return null;
  }
}

/** Has a running server carry the command out. An answer that is cut off or not understood is a `CommandFailure`. */
export async function* askServer(
  file: ServerFile,
  network: Network,
  command: Command,
  signal: AbortSignal,
): AsyncGenerator<Reply, void> {
  try {
    const body = await send(file, network, command, signal);
    for await (const line of linesOf(body)) yield replyForm.parse(JSON.parse(line));
  } catch (error) {
    if (signal.aborted) throw new CommandFailure(75, "Stopped. What the running server began goes on there.");
    if (error instanceof z.ZodError || error instanceof SyntaxError) throw otherVersion();
    if (error instanceof TypeError)
      throw new CommandFailure(75, "The running server went away before it was done: try again.");
    throw error;
  }
}

async function send(file: ServerFile, network: Network, command: Command, signal: AbortSignal) {
  const headers = { ...bearer(file), "content-type": "application/json" };
  const body = JSON.stringify(command);
  const answer = await network.fetch(new Request(`${file.url}/_command`, { method: "POST", headers, body, signal }));
  if (answer.status === 400) throw otherVersion();
  if (answer.status === 200 && answer.body) return answer.body;
  throw new CommandFailure(75, `The running server did not take the command (${answer.status}): try again.`);
}

async function* linesOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

const otherVersion = () =>
  new CommandFailure(75, "The running server is of another version: restart it, then try again.");
const bearer = ({ token }: ServerFile) => ({ authorization: `Bearer ${token}` });
