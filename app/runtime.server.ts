import type { Config } from "#app/config.server.ts";
import { openDatabase } from "#app/db/open.ts";
import { createSealer } from "#app/db/seal.ts";
import { examine } from "#app/doctor/examine.ts";
import { type Schedule, usualSchedule } from "#app/domain/sync/schedule.ts";
import { createDoor } from "#app/doors/door.ts";
import type { Engine } from "#app/engine.ts";
import { answerPrivacyRequest } from "#app/flows/answer-privacy-request.ts";
import { arrangeViews } from "#app/flows/arrange-views.ts";
import { chooseColumns } from "#app/flows/choose-columns.ts";
import { closeGuide } from "#app/flows/close-guide.ts";
import { deleteShopOrders } from "#app/flows/delete-shop-orders.ts";
import { dismissQuarantined } from "#app/flows/dismiss-quarantined.ts";
import { readOrderAgain } from "#app/flows/read-order-again.ts";
import { resumeShop } from "#app/flows/resume-shop.ts";
import { retryQuarantined } from "#app/flows/retry-quarantined.ts";
import { syncNow } from "#app/flows/sync-now.ts";
import { tagOrders } from "#app/flows/tag-orders.ts";
import { receiveDelivery } from "#app/inbox/receive-delivery.ts";
import { beginApproval } from "#app/linking/begin-approval.ts";
import { connectShop } from "#app/linking/connect-shop.ts";
import { installShopify } from "#app/linking/install-shopify.ts";
import { declineJoin, goAlone, joinByLink, joinPage } from "#app/linking/join-by-link.ts";
import { makeJoinLink } from "#app/linking/join-link.ts";
import { partWithShop } from "#app/linking/part-with-shop.ts";
import { approvalReturn, takeApproval } from "#app/linking/take-approval.ts";
import type { Tek } from "#app/load-context.ts";
import { createIds } from "#app/ports/ids.ts";
import type { Ports } from "#app/ports/ports.ts";
import type { CommandActs, InstallOutcome, Linking, LiveMessage, Runtime } from "#app/runtime-contract.ts";
import { customerOrders } from "#app/views/customer-orders.server.ts";
import { exportText } from "#app/views/export-orders.ts";
import { listChoices } from "#app/views/list-choices.server.ts";
import { liveEvents } from "#app/views/live-events.ts";
import { matchingOrders, orderList } from "#app/views/order-list.server.ts";
import { orderNeighbours } from "#app/views/order-neighbours.server.ts";
import { orderPage, rawOrder } from "#app/views/order-page.server.ts";
import { personalData } from "#app/views/personal-data.server.ts";
import { privacyRequests } from "#app/views/privacy-requests.server.ts";
import { quarantineBody, quarantineCount, quarantinePage } from "#app/views/quarantine-page.server.ts";
import { greets, shopsPage } from "#app/views/shops-page.server.ts";
import { createWorkers } from "#app/workers/run-turns.ts";
import { createPacer, type Pacer } from "#connectors/pacer.ts";
import { createRegistry, type Platform } from "#connectors/registry.ts";

/** The composition root: the only place that builds things. Everything that it makes lives in what it answers. */
export async function createRuntime(
  ports: Ports,
  config: Config,
  schedule: Schedule = usualSchedule,
): Promise<Runtime> {
  const engine = await openEngine(ports, config, schedule);
  const { db } = engine;
  const workers = createWorkers(engine);
  const ending = new AbortController();
  const linking = createLinking(engine);
  let drained: Promise<void> | null = null;
  return {
    db,
    tek: createTek(engine, config, linking),
    linking,
    acts: createActs(engine, config),
    inbox: { receive: (platform, shopKey, delivery) => receiveDelivery(engine, platform, shopKey, delivery) },
    live: (caller, after, signal) => messages(engine, caller, after, AbortSignal.any([signal, ending.signal])),
    async start() {
      if (config.workers !== "none") workers.start();
    },
    workers: () => (config.workers === "none" ? "elsewhere" : workers.running() ? "running" : "stopped"),
    drain() {
      drained ??= (async () => {
        ending.abort();
        await workers.drain();
        await db.close();
      })();
      return drained;
    },
  };
}

async function openEngine(ports: Ports, config: Config, schedule: Schedule): Promise<Engine> {
  const { database, shopify, publicUrl } = config;
  const db = await openDatabase({
    url: database.kind === "postgres" ? database.url : null,
    file: database.kind === "sqlite" ? database.file : "",
    ports,
  });
  const app = shopify && {
    apiKey: shopify.apiKey,
    apiSecret: shopify.apiSecret,
    ...(shopify.previousApiSecret ? { previousApiSecret: shopify.previousApiSecret } : {}),
    appUrl: publicUrl,
    ...(shopify.standIn ? { standIn: shopify.standIn } : {}),
  };
  const pacers = new Map<string, Pacer>();
  return {
    ...ports,
    db,
    ids: createIds(ports.clock, ports.chance),
    registry: createRegistry({ shopify: app }),
    sealer: createSealer(Buffer.from(config.key), ports.chance),
    schedule,
    publicUrl,
    pacerOf(shop, { connector }: Platform) {
      const pacer = pacers.get(shop) ?? createPacer(connector.budgets, ports.clock);
      pacers.set(shop, pacer);
      return pacer;
    },
  };
}

function createLinking(engine: Engine): Linking {
  // The loaders of one document ask at the same time, with the same token: it is exchanged once.
  const underWay = new Map<string, Promise<InstallOutcome>>();
  return {
    async installShopify(sessionToken) {
      const platform = engine.registry.get("shopify");
      if (!platform?.embedding) return { kind: "refused", code: "platform.not-configured" };
      const install = underWay.get(sessionToken) ?? installShopify(engine, platform, platform.embedding, sessionToken);
      underWay.set(sessionToken, install);
      return await install.finally(() => underWay.delete(sessionToken));
    },
    takeApproval: (platform, token, body) => takeApproval(engine, platform, token, body),
  };
}

function createTek(engine: Engine, config: Config, linking: Linking): Tek {
  const embedding = engine.registry.get("shopify")?.embedding;
  const callbackUrl = config.callbackUrl ?? config.publicUrl;
  const { standIn, apiKey } = config.shopify ?? { standIn: null, apiKey: null };
  return {
    config: {
      apiKey,
      appBridgeUrl: standIn ? `${standIn}/app-bridge.js` : "https://cdn.shopify.com/shopifycloud/app-bridge.js",
      frameAncestors: standIn ? [standIn] : [],
      takesApprovals: callbackUrl.startsWith("https:"),
      hasShopify: embedding !== undefined,
      supportContact: config.supportContact,
    },
    door: createDoor({
      db: engine.db,
      ports: engine,
      shopify: embedding ? { linking, verify: (token) => embedding.verify(token, engine.clock.now()) } : null,
    }),
    views: {
      orderList: (caller, query) => orderList(engine, caller, query),
      orderNeighbours: (caller, id, list) => orderNeighbours(engine, caller, id, list),
      customerOrders: (caller, id) => customerOrders(engine, caller, id),
      rawOrder: (caller, id) => rawOrder(engine, caller, id),
      matchingOrders: (caller, query, most) => matchingOrders(engine, caller, query, most),
      exportOrders: (caller, query, format) =>
        exportText(engine, caller, { format, shop: null, query, byteOrderMark: true }),
      listChoices: (caller) => listChoices(engine, caller),
      orderPage: (caller, id, before) => orderPage(engine, caller, id, before),
      shopsPage: (caller) => shopsPage(engine, caller),
      greets: (caller) => greets(engine, caller),
      quarantinePage: (caller, query) => quarantinePage(engine, caller, query),
      quarantineCount: (caller) => quarantineCount(engine, caller),
      quarantineBody: (caller, shop, externalId) => quarantineBody(engine, caller, shop, externalId),
      approvalReturn: (platform, query) => approvalReturn(engine, platform, query),
      privacyRequests: (caller) => privacyRequests(engine, caller),
      personalData: (caller, request) => personalData(engine, caller, request),
    },
    joining: {
      makeLink: (caller, shop) => makeJoinLink(engine, caller, shop),
      page: (guest, token) => joinPage(engine, guest, token),
      join: (guest, token) => joinByLink(engine, guest, token),
      decline: (guest, token) => declineJoin(engine, guest, token),
      goAlone: (guest) => goAlone(engine, linking, guest),
    },
    acts: {
      readAgain: (caller, id) => readOrderAgain(engine, caller, id),
      connectWooCommerce: (caller, input) => connectShop(engine, caller, "woocommerce", input),
      retryQuarantined: (caller, which) => retryQuarantined(engine, caller, which),
      dismissQuarantined: (caller, shop, externalId) => dismissQuarantined(engine, caller, shop, externalId),
      beginApproval: (caller, input) => beginApproval(engine, caller, "woocommerce", input, callbackUrl),
      tagOrders: (caller, tagging) => tagOrders(engine, caller, tagging),
      arrangeViews: (caller, wanted) => arrangeViews(engine, caller, wanted),
      chooseColumns: (caller, columns) => chooseColumns(engine, caller, columns),
      closeGuide: (caller) => closeGuide(engine, caller),
      resumeShop: (caller, shop) => resumeShop(engine, caller, shop),
      disconnectShop: (caller, shop) => partWithShop(engine, caller, shop),
      answerPrivacyRequest: (caller, request) => answerPrivacyRequest(engine, caller, request),
      deleteShopOrders: (caller, shop, name) => deleteShopOrders(engine, caller, shop, name),
    },
  };
}

function createActs(engine: Engine, config: Config): CommandActs {
  return {
    examine: (callers, workers) => examine(engine, config, callers, workers),
    connectShopify: (caller, { shop, token }) => connectShop(engine, caller, "shopify", { shop, accessToken: token }),
    syncNow: (caller, shop) => syncNow(engine, caller, shop),
    // A spreadsheet takes a CSV without the mark for its own code page, and breaks Turkish letters.
    exportOrders: (caller, wanted) => exportText(engine, caller, { ...wanted, byteOrderMark: true }),
  };
}

async function* messages(
  engine: Engine,
  ...[caller, after, signal]: Parameters<Runtime["live"]>
): AsyncGenerator<LiveMessage, void> {
  for await (const batch of liveEvents(engine, caller, after, signal)) {
    if ("code" in batch) yield { number: batch.number, data: { ...batch, order: null, shop: null } };
    else for (const { number, order, shop, code } of batch) yield { number, data: { number, order, shop, code } };
  }
}
