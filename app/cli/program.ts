import { CommanderError, Option, Command as Program } from "commander";
import type { Command, ExitCode } from "./command.ts";
import type { Secret } from "./secret.ts";

/** What was asked for, before its secrets are read. */
export interface Asked {
  readonly command: Command;
  readonly json: boolean;
  /** A file for the export; null: the output. */
  readonly out: string | null;
  /** Options of the command that are to be read from elsewhere. */
  readonly secrets: readonly Secret[];
}

export interface Parsed {
  readonly asked: Asked | null;
  readonly exit: ExitCode;
}

/** Reads the arguments; help and usage errors are written by `write`, and end with 0 or 2. */
export function parseArguments(
  args: readonly string[],
  write: { out(text: string): void; error(text: string): void },
): Parsed {
  let asked: Asked | null = null;
  const program = tek((made) => {
    asked = made;
  });
  configure(program, write);
  try {
    program.parse(args.length === 0 ? ["--help"] : args, { from: "user" });
    return { asked, exit: 0 };
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { asked: null, exit: error.exitCode === 0 ? 0 : 2 };
  }
}

function configure(program: Program, write: { out(text: string): void; error(text: string): void }): void {
  program.exitOverride();
  program.configureOutput({ writeOut: write.out, writeErr: write.error });
  program.showSuggestionAfterError();
  program.helpCommand(false);
  for (const child of program.commands) {
    child.showHelpAfterError(`See "${pathOf(child)} --help".`);
    configure(child, write);
  }
}

const pathOf = (command: Program): string =>
  command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();

type Take = (asked: Asked) => void;

function tek(take: Take): Program {
  const program = new Program("tek").description("One list for the orders of all your shops.");
  program.option("--json", "print results as JSON");
  program.addCommand(shops(program, take));
  program.addCommand(sync(program, take));
  program.addCommand(orders(program, take));
  program.addCommand(ownerLink(program, take));
  program.addCommand(doctor(program, take));
  return program.addHelpText("after", rootHelp);
}

function shops(program: Program, take: Take): Program {
  const group = new Program("shops").description("connect shops, and see how they are");
  const connect = new Program("connect").description("connect a shop and import its orders");
  const woocommerce = new Program("woocommerce")
    .description("a WooCommerce shop, by the keys of its REST API")
    .requiredOption("--url <address>", "address of the shop, as in the browser")
    .option("--key <ck_…>", "consumer key; - reads a line of input [TEK_WOOCOMMERCE_KEY]")
    .option("--secret <cs_…>", "consumer secret; - reads a line of input [TEK_WOOCOMMERCE_SECRET]")
    .option("--allow-http", "take an address without encryption (a test shop on this machine)", false)
    .addOption(workspaceToJoin())
    .option("--no-wait", "do not wait for the import")
    .addHelpText("after", woocommerceHelp)
    .action(({ url, key, secret, allowHttp, workspace = null, wait }) => {
      const command: Command = { act: "connect-woocommerce", workspace, url, key: "", secret: "", allowHttp, wait };
      take({
        ...plain(program, command),
        secrets: [
          { field: "key", given: key, option: "--key", variable: "TEK_WOOCOMMERCE_KEY" },
          { field: "secret", given: secret, option: "--secret", variable: "TEK_WOOCOMMERCE_SECRET" },
        ],
      });
    });
  const shopify = new Program("shopify")
    .description("a Shopify shop, by the token of an app of its own")
    .requiredOption("--shop <name>.myshopify.com", "the shop's own address at Shopify")
    .option("--token <shpat_…>", "Admin API access token; - reads a line of input [TEK_SHOPIFY_TOKEN]")
    .addOption(workspaceToJoin())
    .option("--no-wait", "do not wait for the import")
    .addHelpText("after", shopifyHelp)
    .action(({ shop, token, workspace = null, wait }) => {
      const command: Command = { act: "connect-shopify", workspace, shop, token: "", wait };
      take({
        ...plain(program, command),
        secrets: [{ field: "token", given: token, option: "--token", variable: "TEK_SHOPIFY_TOKEN" }],
      });
    });
  const list = new Program("list")
    .description("the connected shops and how they are")
    .addOption(workspaceOption())
    .addHelpText("after", "\nExample:\n  tek shops list --json\n")
    .action(({ workspace = null }) => take(plain(program, { act: "list-shops", workspace })));
  return group.addCommand(connect.addCommand(woocommerce).addCommand(shopify)).addCommand(list);
}

function sync(program: Program, take: Take): Program {
  const now = new Program("now")
    .description("read what changed, from one shop or all, and wait until it is here")
    .addOption(shopOption())
    .addOption(workspaceOption())
    .option("--no-wait", "leave the request and return")
    .addHelpText("after", '\nExample:\n  tek sync now --shop "Berlin store"\n')
    .action(({ shop = null, workspace = null, wait }) => take(plain(program, { act: "sync", workspace, shop, wait })));
  return new Program("sync").description("read the shops again").addCommand(now);
}

function orders(program: Program, take: Take): Program {
  const exporting = new Program("export")
    .description("write out all orders, oldest first")
    .addOption(
      new Option("--format <format>", "an order a line as JSON, or a table")
        .choices(["ndjson", "csv"])
        .default("ndjson"),
    )
    .addOption(shopOption())
    .option("--filter <address>", "only what the list shows: the part of its address behind the question mark")
    .addOption(workspaceOption())
    .option("--fresh", "read what changed first", false)
    .option("--out <file>", "write to a file, whole or not at all, instead of the output")
    .addHelpText("after", exportHelp)
    .action(({ format, shop = null, filter = null, workspace = null, fresh, out = null }) =>
      take({ ...plain(program, { act: "export", workspace, shop, format, filter, fresh }), out }),
    );
  return new Program("orders").description("the orders of all shops").addCommand(exporting);
}

function ownerLink(program: Program, take: Take): Program {
  return new Program("owner-link")
    .description("make a link that signs you in, once, within 15 minutes")
    .addOption(workspaceOption())
    .addHelpText("after", "\nWhere nobody is yet, it makes the first business.\n\nExample:\n  tek owner-link\n")
    .action(({ workspace = null }) => take(plain(program, { act: "owner-link", workspace })));
}

function doctor(program: Program, take: Take): Program {
  return new Program("doctor")
    .description("say what is wrong with Tek and its shops, and how to mend it")
    .addOption(workspaceOption())
    .addHelpText("after", "\nExit code 0: all is well; 1: something is wrong.\n\nExample:\n  tek doctor --json\n")
    .action(({ workspace = null }) => take(plain(program, { act: "doctor", workspace })));
}

const workspaceOption = () => new Option("--workspace <name>", "which business, where there are several");
const workspaceToJoin = () =>
  new Option("--workspace <name>", "the business that the shop joins; made when there is none of that name");
const shopOption = () => new Option("--shop <shop>", "only this shop: its name, address or id");

function plain(program: Program, command: Command): Asked {
  return { command, json: program.opts().json === true, out: null, secrets: [] };
}

const rootHelp = `
Examples:
  tek shops connect woocommerce --url https://shop.example.com --key ck_… --secret -
  tek orders export --format csv --out orders.csv
  tek owner-link

Asks the running server; when none runs on this data folder, does the work itself.
Settings come from the environment (docs/configuration.md); DATA_DIR says where the data lies.

Exit codes: 0 done, 1 failed, 2 usage, 3 not found, 75 try later, 78 configuration.
`;
const woocommerceHelp = `
Make the keys in the shop under WooCommerce > Settings > Advanced > REST API, with read/write permission.

Examples:
  tek shops connect woocommerce --url https://shop.example.com --key ck_… --secret cs_…
  printf '%s\\n' "$SECRET" | tek shops connect woocommerce --url https://shop.example.com --key ck_… --secret -
  TEK_WOOCOMMERCE_KEY=ck_… TEK_WOOCOMMERCE_SECRET=cs_… tek shops connect woocommerce --url https://shop.example.com
`;
const shopifyHelp = `
Most shops are connected by opening Tek inside the Shopify admin. This is for a custom app that the merchant made
(Settings > Apps > Develop apps), whose token never expires.

Example:
  TEK_SHOPIFY_TOKEN=shpat_… tek shops connect shopify --shop demo.myshopify.com
`;
const exportHelp = `
Examples:
  tek orders export | jq .number
  tek orders export --filter "tab=unpaid&tag=vip" --out unpaid.ndjson
  tek orders export --format csv --shop demo.myshopify.com --fresh --out orders.csv
`;
