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

/** Has a running server carry the command out. */
export async function* askServer(
  file: ServerFile,
  network: Network,
  command: Command,
  signal: AbortSignal,
): AsyncGenerator<Reply, void> {
  const answer = await network.fetch(
    new Request(`${file.url}/_command`, {
      method: "POST",
      headers: { ...bearer(file), "content-type": "application/json" },
      body: JSON.stringify(command),
      signal,
    }),
  );
  if (answer.status === 400)
    throw new CommandFailure(75, "The running server is of another version: restart it, then try again.");
  if (answer.status !== 200 || !answer.body)
    throw new CommandFailure(75, `The running server did not take the command (${answer.status}): try again.`);
  let rest = "";
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + piece.value).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) yield replyForm.parse(JSON.parse(line));
  }
}

const bearer = ({ token }: ServerFile) => ({ authorization: `Bearer ${token}` });
