import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

/** Remix would take these for routes where they lie below app/routes. */
const notRoutes = ["**/*.test.ts", "**/*.server.ts"];

export default defineConfig({
  server: { host: "127.0.0.1" },
  build: { target: "es2022" },
  plugins: [
    remix({
      ignoredRouteFiles: notRoutes,
      future: {
        v3_fetcherPersist: true,
        // A fetcher of a route that was not discovered yet would meet the one for addresses that lead nowhere: 404.
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
});
