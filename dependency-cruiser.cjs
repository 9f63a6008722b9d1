/** The arrows of docs/architecture.md. A rule's comment says what to do instead. */
const test = "\\.(test|spec)\\.tsx?$";
const no = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

module.exports = {
  forbidden: [
    no("no-cycles", "Every file must be understandable on its own: take the shared piece out.", {}, { circular: true }),
    no(
      "domain-is-pure",
      "Domain decides. Time, chance, network, disk and database come in from a flow.",
      { path: "^app/domain", pathNot: test },
      { pathNot: "^app/domain" },
    ),
    no(
      "connectors-know-only-the-contract",
      "An adapter sees the contract and our vocabulary; never us, never another adapter.",
      { path: "^connectors/(shopify|woocommerce)/", pathNot: test },
      {
        path: "^(app|drizzle|demo|connectors|tests)/",
        pathNot: ["^connectors/$1/", "^connectors/contract/", "^app/domain/"],
      },
    ),
    no(
      "the-contract-knows-only-the-vocabulary",
      "The port must not know who implements it or who uses it.",
      { path: "^connectors/contract/", pathNot: [test, "/conformance/"] },
      { path: "^(app|drizzle|demo|connectors|tests)/", pathNot: ["^connectors/contract/", "^app/domain/"] },
    ),
    no(
      "platforms-through-the-registry",
      "The app knows the contract and the registry; which platforms there are is the registry's to know.",
      { path: "^(app/|server)" },
      { path: "^connectors/", pathNot: "^connectors/(contract/(port|fault)\\.ts|registry\\.ts|http\\.ts|pacer\\.ts)" },
    ),
    no(
      "only-edges-reach-platforms",
      "Flows leave marks and fill the outbox; inbox, outbox, linking, workers and the doctor are where the outside is met.",
      { path: "^app/", pathNot: "^app/(inbox|outbox|linking|workers|doctor|doors/shopify|engine|runtime)" },
      { path: "^connectors/(registry|http)\\.ts" },
    ),
    no(
      "flows-never-reach-platforms",
      "Not even through a friend.",
      { path: "^app/(domain|flows|views|ui)/", pathNot: test },
      { path: "^connectors/(registry|http)\\.ts", reachable: true },
    ),
    no(
      "flows-know-their-neighbours",
      "A flow loads, decides, saves and enqueues: domain, db, outbox and ports.",
      { path: "^app/flows/", pathNot: test },
      { path: "^app/(routes|ui|views|doors|cli|http|workers|inbox|linking)/" },
    ),
    no(
      "routes-are-thin",
      "A route parses, calls one flow, view or linking act, and renders.",
      { path: "^app/routes/" },
      { path: "^(app/(db|inbox|outbox|workers|cli|http)|drizzle|connectors)/" },
    ),
    no(
      "ui-is-only-ui",
      "Pieces of screen know words and values; data comes in as props.",
      { path: "^app/ui/", pathNot: test },
      { path: "^(app|drizzle|connectors)/", pathNot: "^app/(ui|domain|views|load-context)" },
    ),
    no(
      "polaris-in-one-room",
      "Polaris for React is frozen: a later swap must touch one room.",
      { pathNot: "^app/(ui/|root)" },
      { path: "node_modules/@shopify/polaris(-icons)?/" },
    ),
    no(
      "views-only-read",
      "A view reads; whatever changes something is a flow.",
      { path: "^app/views/", pathNot: test },
      { path: "^(app/(flows|inbox|outbox|workers|routes|linking)|connectors)/" },
    ),
    no(
      "one-dialect-door",
      "Only the kit and the files that open a database know that there are two.",
      {
        path: "^(app|connectors|drizzle|demo|server)",
        pathNot: "^(drizzle/kit|app/db/(open|migrate|scope|constraint)|drizzle/.*config)",
      },
      { path: "(drizzle-orm/(sqlite-core|pg-core|better-sqlite3|node-postgres)|node_modules/(better-sqlite3|pg))/" },
    ),
    no(
      "no-junk-drawers",
      "Name the thing; do not file it under misc.",
      {},
      { path: "(^|/)(utils?|helpers?|common|shared|misc|lib)(/|\\.tsx?$)", pathNot: "node_modules" },
    ),
    no(
      "tests-stay-out",
      "What ships never imports tests, fixtures, stand-ins or the demo.",
      { path: "^(app|connectors|drizzle|server)", pathNot: `(${test}|/(sandbox|fixtures|conformance)/)` },
      { path: `(${test}|^(tests|demo|bench)/|/(sandbox|fixtures|conformance)/)` },
    ),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|data)/" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".cjs", ".mjs", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
