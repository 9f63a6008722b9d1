/** npm run bench -- NAME [--json]: one bench by its name, or all of them. */
const benches: Readonly<Record<string, () => Promise<unknown>>> = {
  start: () => import("./start.ts"),
  list: () => import("./list.ts"),
  live: () => import("./live.ts"),
};
const given = process.argv.slice(2);
const asked = given.find((word) => !word.startsWith("--"));
const chosen = Object.entries(benches).filter(([name]) => asked === undefined || name === asked);
if (chosen.length === 0) {
  console.error(`There is no bench "${asked}": write one of ${Object.keys(benches).join(", ")}, or none for all.`);
  process.exit(2);
}
// The benches read their own options.
process.argv = [...process.argv.slice(0, 2), ...given.filter((word) => word !== asked)];
for (const [, run] of chosen) await run();

export {};
