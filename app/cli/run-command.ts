import type { Config } from "#app/config.server.ts";
import { type CommandLineEntry, commandLine, everyWorkspace } from "#app/doors/command-line.ts";
import { makeOwnerLink } from "#app/doors/owner-link.ts";
import type { ConnectOutcome } from "#app/load-context.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { Runtime } from "#app/runtime-contract.ts";
import { faultWords } from "#app/ui/i18n/fault-words.ts";
import { wordsFor } from "#app/ui/i18n/words.ts";
import { ignoredIn, queryFromAddress, unknownIn } from "#app/views/order-address.ts";
import type { OrderListQuery } from "#app/views/order-list.ts";
import type { ShopCard } from "#app/views/shops-page.ts";
import { type Command, CommandFailure, type Reply, type Result, type ShopResult } from "./command.ts";
import { findShop } from "./find-shop.ts";
import { findingResult } from "./finding-result.ts";
import { reached, type WaitFor, watchShops } from "./watch-shops.ts";

/**
 * Runs one command on this process's runtime and tells how it goes; ends with a result or a failure and throws nothing. The same
 * whether the command line asks a running server or opened the database itself.
 */
export async function* runCommand(
  runtime: Runtime,
  ports: Ports,
  config: Config,
  command: Command,
  signal: AbortSignal,
  /** Whether this process is the server, whose workers should run. */
  serving: boolean,
): AsyncGenerator<Reply, void> {
  try {
    if (command.act === "doctor") {
      yield { kind: "result", result: await examined(runtime, ports, command.workspace, serving) };
      return;
    }
    const entry = await entered(runtime, ports, command);
    if (entry.kind === "refused") throw workspaceFailure(entry, command.workspace);
    if (entry.made) yield { kind: "note", sentence: `Made the workspace "${entry.workspaceName}".` };
    const result = yield* perform({ runtime, ports, config, entry, signal }, command);
    yield { kind: "result", result };
  } catch (error) {
    if (error instanceof CommandFailure) {
      yield { kind: "failed", exit: error.exit, sentence: error.message };
      return;
    }
    ports.log.error("command-failed", error, { act: command.act });
    const name = error instanceof Error ? error.name : typeof error;
    yield { kind: "failed", exit: 1, sentence: `It failed (${name}); the log of the process says where.` };
  }
}

/** Who connects a shop may name a new business; a link into an empty Tek makes the first one, and its guide leads on from there. */
async function entered({ db }: Runtime, ports: Ports, command: Command): Promise<CommandLineEntry> {
  const entry = await commandLine(db, ports, command.workspace, isConnecting(command));
  const first = command.act === "owner-link" && entry.kind === "refused" && entry.why === "none-yet";
  return first ? await commandLine(db, ports, command.workspace, true) : entry;
}

/** Of one workspace, or of all: whoever runs Tek wants to know of each. An empty Tek can be ill, too. */
async function examined(runtime: Runtime, ports: Ports, meant: string | null, serving: boolean): Promise<Result> {
  const entries =
    meant === null ? await everyWorkspace(runtime.db, ports) : [await commandLine(runtime.db, ports, meant, false)];
  const callers = entries.map((entry) => {
    if (entry.kind === "refused") throw workspaceFailure(entry, meant);
    return entry.caller;
  });
  const findings = await runtime.acts.examine(callers, serving ? runtime.workers() : "not-running");
  return { what: "examined", findings: findings.map(findingResult) };
}

interface Work {
  readonly runtime: Runtime;
  readonly ports: Ports;
  readonly config: Config;
  readonly entry: Extract<CommandLineEntry, { kind: "entered" }>;
  readonly signal: AbortSignal;
}

async function* perform(work: Work, command: Exclude<Command, { act: "doctor" }>): AsyncGenerator<Reply, Result> {
  const { runtime, entry } = work;
  const { caller } = entry;
  switch (command.act) {
    case "connect-woocommerce":
      return yield* connected(work, await runtime.tek.acts.connectWooCommerce(caller, command), command.wait);
    case "connect-shopify":
      return yield* connected(work, await runtime.acts.connectShopify(caller, command), command.wait);
    case "list-shops":
      return { what: "shops", shops: (await cards(work)).map(shopResult) };
    case "sync":
      return yield* synced(work, command.shop, command.wait);
    case "export":
      return yield* exported(work, command);
    case "owner-link":
      return await ownerLink(work);
  }
}

const cards = async ({ runtime, entry }: Work) => (await runtime.tek.views.shopsPage(entry.caller)).shops;

async function* connected(work: Work, outcome: ConnectOutcome, wait: boolean): AsyncGenerator<Reply, Result> {
  if (outcome.kind === "refused") throw refusal(outcome);
  const ends = wait ? yield* waited(work, [outcome.shop], { what: "import" }) : await cards(work);
  const card = ends.find(({ id }) => id === outcome.shop);
  if (!card) throw new CommandFailure(1, "The shop was connected, but is no longer there.");
  return { what: "connected", shop: shopResult(card) };
}

async function* synced(work: Work, meant: string | null, wait: boolean): AsyncGenerator<Reply, Result> {
  const shop = meant === null ? null : findShop(await cards(work), meant).id;
  const asked = await work.runtime.acts.syncNow(work.entry.caller, shop);
  if (!asked) throw new CommandFailure(3, "There is no such shop.");
  if (asked.shops.length === 0) throw new CommandFailure(3, "There is no active shop to read.");
  const ends = wait ? yield* waited(work, asked.shops, { what: "changes", since: asked.at }) : await cards(work);
  return { what: "synced", shops: ends.filter(({ id }) => asked.shops.includes(id)).map(shopResult), waited: wait };
}

async function* exported(work: Work, command: Extract<Command, { act: "export" }>): AsyncGenerator<Reply, Result> {
  const { runtime, entry, signal } = work;
  const known = await cards(work);
  const shop = command.shop === null ? null : findShop(known, command.shop).id;
  const query = command.filter === null ? null : filterQuery(command.filter);
  if (command.fresh) yield* synced(work, shop, true);
  else
    for (const card of known.filter(({ id }) => shop === null || id === shop))
      if (card.import.state !== "done") yield { kind: "note", sentence: stillImporting(card) };
  for await (const text of runtime.acts.exportOrders(entry.caller, { format: command.format, shop, query })) {
    if (signal.aborted) throw interrupted();
    yield { kind: "text", text };
  }
  return { what: "exported" };
}

async function ownerLink({ runtime, ports, config, entry }: Work): Promise<Result> {
  const { token, expiresAt } = await makeOwnerLink(runtime.db, ports, entry.caller);
  return {
    what: "owner-link",
    url: `${config.publicUrl}/owner/${token}`,
    workspace: entry.workspaceName,
    expiresAt,
  };
}

async function* waited(
  work: Work,
  shops: readonly ShopCard["id"][],
  wait: WaitFor,
): AsyncGenerator<Reply, readonly ShopCard[]> {
  const { runtime, ports, entry, signal } = work;
  let last: readonly ShopCard[] = [];
  const watched = { tek: runtime.tek, db: runtime.db, timers: ports.timers };
  for await (const seen of watchShops(watched, entry.caller, shops, wait, signal)) {
    last = seen;
    for (const { name, import: history } of wait.what === "import" ? seen : [])
      yield { kind: "progress", shop: name, done: history.done, total: history.total };
  }
  const short = last.find((card) => !reached(card, wait));
  if (short && short.state !== "active") throw stopped(short);
  if (short) throw interrupted();
  return last;
}

function shopResult(card: ShopCard): ShopResult {
  const { id, platform, name, adminUrl, state, orders, waiting, quarantined, lastReadAt } = card;
  const pausedCode = card.paused?.code ?? null;
  const imported = card.import.state === "done";
  return { id, platform, name, adminUrl, state, pausedCode, orders, imported, waiting, quarantined, lastReadAt };
}

/** A mistyped filter would export more than was asked for: it is refused. */
function filterQuery(text: string): OrderListQuery {
  const params = new URLSearchParams(text.replace(/^[^?]*\?/, ""));
  const wrong = [...ignoredIn(params), ...unknownIn(params)];
  if (wrong.length > 0)
    throw new CommandFailure(
      2,
      `This filter is none: ${wrong.join(", ")}. Copy what stands behind ? in the list's address.`,
    );
  return queryFromAddress(params);
}

const isConnecting = ({ act }: Command) => act === "connect-woocommerce" || act === "connect-shopify";

const stillImporting = ({ name, import: { done, total } }: ShopCard) =>
  `The import of ${name} is not finished (${done}${total === null ? "" : ` of ${total}`}): this export holds what is here by now.`;

const interrupted = () =>
  new CommandFailure(75, "Stopped before it was done; what is left goes on when Tek runs again.");

function stopped({ name, state, paused }: ShopCard): CommandFailure {
  if (!paused) return new CommandFailure(1, `${name} is ${state}.`);
  return new CommandFailure(1, `${name} is paused: ${faultWords(wordsFor("en"), paused.code, paused.params)}`);
}

function refusal({ field, code, params }: Extract<ConnectOutcome, { kind: "refused" }>): CommandFailure {
  const said = faultWords(wordsFor("en"), code, params);
  return new CommandFailure(
    1,
    field ? `The ${field} cannot be used: ${said}` : `The shop could not be connected: ${said}`,
  );
}

function workspaceFailure(entry: Extract<CommandLineEntry, { kind: "refused" }>, meant: string | null): CommandFailure {
  const names = entry.names.map((name) => `  ${name}`).join("\n");
  if (entry.why === "none-yet")
    return new CommandFailure(3, "No shop is connected yet: see `tek shops connect --help`.");
  if (entry.why === "several")
    return new CommandFailure(2, `There are several workspaces. Name one with --workspace:\n${names}`);
  return new CommandFailure(3, `There is no workspace "${meant}". There are:\n${names}`);
}
