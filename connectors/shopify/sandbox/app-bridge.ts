import { readFileSync } from "node:fs";

const read = (name: string) => readFileSync(new URL(`client/${name}`, import.meta.url), "utf8");

/** The stand-in's own App Bridge, served at `/app-bridge.js`; a page loads it where it would load Shopify's script. */
export const appBridgeScript = read("app-bridge.js");
export const adminScript = read("admin.js");
export const adminStyle = read("admin.css") + read("orders.css");
