import pg from "pg";
import { toWorkspaceId, type WorkspaceId } from "#app/domain/ids.ts";
import type { Log } from "#app/ports/ports.ts";

export interface Notifications {
  /** Part of the client's transaction: others hear of it when it commits. */
  notify(client: pg.ClientBase, workspace: WorkspaceId): Promise<void>;
  /** Listens again where the connection was lost; called often, does nothing while all is well. */
  revive(): void;
  close(): Promise<void>;
}

const channel = "tek_commit";

/** Tells other processes of commits, and hears of theirs, over a connection of its own. */
export async function createNotifications(
  settings: pg.ClientConfig,
  log: Log,
  heard: (workspace: WorkspaceId) => void,
): Promise<Notifications> {
  let state: "listening" | "connecting" | "lost" | "closed" = "lost";
  let listener: pg.Client | null = null;
  /** Which process says it: our own commits were told already. Names the connection, which no two processes share. */
  let self = "";

  const lose = (client: pg.Client, error: unknown) => {
    if (listener !== client || state === "closed") return;
    listener = null;
    state = "lost";
    log.error("db.listening-lost", error);
  };
  const listen = async () => {
    state = "connecting";
    const client = new pg.Client(settings);
    listener = client;
    client.on("error", (error) => lose(client, error));
    client.on("end", () => lose(client, new Error("The server ended the connection")));
    client.on("notification", ({ payload = "" }) => {
      const [sender, workspace = ""] = payload.split(" ");
      if (sender !== self) heard(toWorkspaceId(workspace));
    });
    await client.connect();
    const { rows } = await client.query(
      "SELECT pg_backend_pid() || '-' || (extract(epoch FROM now()) * 1000)::bigint AS self",
    );
    self = String(rows[0]?.self);
    await client.query(`LISTEN ${channel}`);
    if (state === "connecting") state = "listening";
  };
  await listen();
  return {
    async notify(client, workspace) {
      await client.query("SELECT pg_notify($1, $2)", [channel, `${self} ${workspace}`]);
    },
    revive() {
      if (state !== "lost") return;
      listen().catch((error: unknown) => {
        if (listener) lose(listener, error);
      });
    },
    async close() {
      const client = listener;
      listener = null;
      state = "closed";
      await client?.end();
    },
  };
}
