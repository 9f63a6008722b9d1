import { isIP } from "node:net";
import { resolve } from "node:path";
import { z } from "zod";
import { KeyError, loadKey } from "#app/ports/key-file.ts";
import type { Chance } from "#app/ports/ports.ts";

/** What a process was told from outside, parsed once. Made by `loadConfig` only; nothing else reads the environment. */
export interface Config {
  /** Absolute. */
  readonly dataDir: string;
  readonly database:
    | { readonly kind: "sqlite"; readonly file: string }
    | { readonly kind: "postgres"; readonly url: string };
  /** 32 bytes; seals what must not be read out of a copy of the database. */
  readonly key: Uint8Array;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Where browsers and platforms reach us: an origin without a slash at its end. */
  readonly publicUrl: string;
  /** Where shops hand over keys that were approved, when that is not `publicUrl`: an https origin. */
  readonly callbackUrl: string | null;
  readonly shopify: ShopifyConfig | null;
  readonly workers: "here" | "none" | "only";
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
  /** Whether a shop's address may lead to this machine or its network. */
  readonly privateNetwork: boolean;
  /** Where people find help: an e-mail address or an https address. */
  readonly supportContact: string | null;
}

export interface ShopifyConfig {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Signs and verifies beside the new one while a secret is being rotated. */
  readonly previousApiSecret: string | null;
  /** Origin of a local stand-in for every *.myshopify.com and for the admin; null: the real Shopify. */
  readonly standIn: string | null;
}

/** A value is wrong. The message is one sentence that names the variable, what is wrong, and what to write. Exit code 78. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly variable: string;

  constructor(variable: string, sentence: string) {
    super(`${variable} ${sentence}`);
    this.variable = variable;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment and the key file, which is made when it is missing. Throws `ConfigError`. */
export function loadConfig(environment: Environment, chance: Chance): Config {
  const settings = parseSettings(environment);
  return { ...settings, key: keyFor(settings, environment.TEK_KEY?.trim() || undefined, chance) };
}

export type Settings = Omit<Config, "key">;

/** Every variable that is read, in the order of docs/configuration.md. */
export const variables = [
  "DATA_DIR",
  "DATABASE_URL",
  "TEK_KEY",
  "HOST",
  "PORT",
  "PUBLIC_URL",
  "CALLBACK_URL",
  "SHOPIFY_API_KEY",
  "SHOPIFY_API_SECRET",
  "SHOPIFY_PREVIOUS_API_SECRET",
  "SHOPIFY_STAND_IN",
  "WORKERS",
  "LOG_LEVEL",
  "PRIVATE_NETWORK",
  "SUPPORT_CONTACT",
] as const;
type Variable = (typeof variables)[number];

/** The part that needs no disk. An empty value counts as not given. Throws `ConfigError`. */
export function parseSettings(environment: Environment): Settings {
  const given = (name: Variable) => environment[name]?.trim() || undefined;
  const dataDir = resolve(given("DATA_DIR") ?? "./data");
  const database = parseDatabase(given("DATABASE_URL"), dataDir);
  const host = parsed("HOST", hostForm, given("HOST") ?? "127.0.0.1");
  const port = parsed("PORT", portForm, given("PORT") ?? "3000");
  const publicUrl = parsePublicUrl(given("PUBLIC_URL"));
  return {
    dataDir,
    database,
    host,
    port,
    publicUrl: publicUrl ?? `http://${isAnyAddress(host) ? "127.0.0.1" : bracketed(host)}:${port}`,
    callbackUrl: parseCallbackUrl(given("CALLBACK_URL")),
    shopify: parseShopify(given),
    workers: parseWorkers(given("WORKERS"), database.kind),
    logLevel: parsed("LOG_LEVEL", oneOf(["debug", "info", "warn", "error", "silent"]), given("LOG_LEVEL") ?? "info"),
    privateNetwork: parsePrivateNetwork(given("PRIVATE_NETWORK"), publicUrl ?? `http://${bracketed(host)}`),
    supportContact: parsed("SUPPORT_CONTACT", contactForm.nullable(), given("SUPPORT_CONTACT") ?? null),
  };
}

/** The configuration of a server that was told to take a free port, once it has one. */
export function listeningAt(config: Config, port: number): Config {
  const publicUrl = config.publicUrl.endsWith(":0") ? `${config.publicUrl.slice(0, -2)}:${port}` : config.publicUrl;
  return { ...config, port, publicUrl };
}

function keyFor(settings: Settings, given: string | undefined, chance: Chance): Uint8Array {
  if (given !== undefined) return parseKey(given);
  if (settings.database.kind === "postgres")
    throw new ConfigError(
      "TEK_KEY",
      "is missing, and with PostgreSQL every process needs the same key: write the answer of `openssl rand -base64 32`, and keep a copy outside the database.",
    );
  try {
    return loadKey(settings.dataDir, chance);
  } catch (error) {
    if (error instanceof KeyError) throw new ConfigError("TEK_KEY", error.message);
    throw error;
  }
}

function parseKey(text: string): Uint8Array {
  const key = Buffer.from(text, "base64");
  if (!/^[A-Za-z0-9+/]{43}=?$/.test(text) || key.length !== 32)
    throw new ConfigError(
      "TEK_KEY",
      "is not 32 bytes in base64 (44 characters): write the answer of `openssl rand -base64 32`.",
    );
  return new Uint8Array(key);
}

const portForm = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)
  .refine((n) => n <= 65_535);
const hostForm = z.string().refine((text) => isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text));
const oneOf = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values);

const contactForm = z.union([z.email(), z.url({ protocol: /^https$/ })]);

const advice: Partial<Record<Variable, string>> = {
  PORT: "is not a port: write a whole number from 1 to 65535 (0 takes a free one), such as PORT=3000.",
  HOST: "is not an address to listen on: write an IP address or a host name without a scheme or port, such as HOST=127.0.0.1.",
  LOG_LEVEL: "is not a log level: write debug, info, warn, error or silent.",
  WORKERS: "does not say where the background work runs: write here, none or only.",
  PRIVATE_NETWORK: "is neither allow nor refuse: write one of the two, or leave it out.",
  SUPPORT_CONTACT: "is no place to ask for help: write an e-mail address or an https address, or leave it out.",
};

function parsed<T>(name: Variable, form: z.ZodType<T>, text: string | null): T {
  const result = form.safeParse(text);
  if (!result.success) throw new ConfigError(name, `("${text}") ${advice[name] ?? "is not usable."}`);
  return result.data;
}

function parseDatabase(text: string | undefined, dataDir: string): Config["database"] {
  if (text === undefined) return { kind: "sqlite", file: resolve(dataDir, "tek.db") };
  const url = URL.parse(text);
  const fits = url && (url.protocol === "postgres:" || url.protocol === "postgresql:") && url.pathname.length > 1;
  if (!fits)
    throw new ConfigError(
      "DATABASE_URL",
      "is not the address of a PostgreSQL database: write postgres://user:password@host:5432/name, or leave it out to use an SQLite file in DATA_DIR.",
    );
  return { kind: "postgres", url: text };
}

function parsePublicUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = originOf(text);
  if (!url)
    throw new ConfigError(
      "PUBLIC_URL",
      `("${withoutPassword(text)}") is not an origin: write the scheme and host under which browsers and platforms reach Tek, without a path, such as PUBLIC_URL=https://tek.example.com.`,
    );
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    throw new ConfigError(
      "PUBLIC_URL",
      `("${text}") is plain http to another machine, where keys and orders would travel in the open: write its https address.`,
    );
  return url.origin;
}

function parseCallbackUrl(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = originOf(text);
  if (url?.protocol !== "https:")
    throw new ConfigError(
      "CALLBACK_URL",
      `("${withoutPassword(text)}") is not an https origin, and WooCommerce hands keys over to no other: write one such as CALLBACK_URL=https://tek.example.com, or leave it out where PUBLIC_URL is https.`,
    );
  return url.origin;
}

function parseShopify(given: (name: Variable) => string | undefined): ShopifyConfig | null {
  const apiKey = given("SHOPIFY_API_KEY");
  const apiSecret = given("SHOPIFY_API_SECRET");
  const previousApiSecret = given("SHOPIFY_PREVIOUS_API_SECRET") ?? null;
  const standIn = parseStandIn(given("SHOPIFY_STAND_IN"));
  if (apiKey && apiSecret) return { apiKey, apiSecret, previousApiSecret, standIn };
  const missing = apiKey ? "SHOPIFY_API_SECRET" : "SHOPIFY_API_KEY";
  const because = apiKey
    ? "SHOPIFY_API_KEY"
    : apiSecret
      ? "SHOPIFY_API_SECRET"
      : previousApiSecret
        ? "SHOPIFY_PREVIOUS_API_SECRET"
        : standIn && "SHOPIFY_STAND_IN";
  if (because)
    throw new ConfigError(
      missing,
      `is missing while ${because} is set: write both SHOPIFY_API_KEY and SHOPIFY_API_SECRET from the app's page in the Shopify Dev Dashboard, or leave all SHOPIFY_ variables out.`,
    );
  return null;
}

function parseStandIn(text: string | undefined): string | null {
  if (text === undefined) return null;
  const url = originOf(text);
  if (url?.protocol !== "http:" || !isLoopback(url.hostname))
    throw new ConfigError(
      "SHOPIFY_STAND_IN",
      `("${withoutPassword(text)}") must be a stand-in on this machine: write http://127.0.0.1:<port>, or leave it out to use the real Shopify.`,
    );
  return url.origin;
}

function parseWorkers(text: string | undefined, kind: Config["database"]["kind"]): Config["workers"] {
  const workers = parsed("WORKERS", oneOf(["here", "none", "only"]), text ?? "here");
  if (workers !== "here" && kind === "sqlite")
    throw new ConfigError(
      "WORKERS",
      `("${workers}") needs PostgreSQL, because one process alone holds an SQLite file: write WORKERS=here, or set DATABASE_URL.`,
    );
  return workers;
}

function parsePrivateNetwork(text: string | undefined, reachedAt: string): boolean {
  if (text !== undefined) return parsed("PRIVATE_NETWORK", oneOf(["allow", "refuse"]), text) === "allow";
  return isLoopback(new URL(reachedAt).hostname);
}

function originOf(text: string): URL | null {
  const url = URL.parse(text);
  const plain = url && /^https?:$/.test(url.protocol) && url.pathname === "/" && !url.search && !url.hash;
  return plain && !url.username && !url.password ? url : null;
}

const isLoopback = (hostname: string) => /^(127(\.\d+){3}|\[::1\]|localhost)$/.test(hostname);
const isAnyAddress = (host: string) => host === "0.0.0.0" || host === "::";
const bracketed = (host: string) => (host.includes(":") ? `[${host}]` : host);
/** For an error message: an address pasted whole may hold a password. */
const withoutPassword = (text: string) => text.replace(/\/\/[^/@]*@/, "//…@");
