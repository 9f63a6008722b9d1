import type { FindingResult, Reply, Result, ShopResult } from "./command.ts";

/** A result in words; an export has spoken for itself. */
export function resultLines(result: Result): string {
  switch (result.what) {
    case "connected": {
      const { name, orders, imported, quarantined } = result.shop;
      const state = imported ? `${orders} orders imported.` : "Its orders are being imported as soon as Tek runs.";
      return `Connected ${name}. ${state}${setAside(quarantined)}\n`;
    }
    case "shops":
      return result.shops.length === 0
        ? "No shop is connected yet: see `tek shops connect --help`.\n"
        : table(result.shops);
    case "synced":
      return `${result.waited ? "Read" : "Asked to be read"}: ${result.shops.map(({ name }) => name).join(", ")}.\n`;
    case "exported":
      return "";
    case "examined":
      return result.findings.map(findingLines).join("");
    case "owner-link":
      return `${result.url}\n`;
  }
}

const signs = { fine: "ok   ", note: "note ", wrong: "WRONG" } as const;

function findingLines({ level, shop, said, mend }: FindingResult): string {
  const line = `${signs[level]} ${shop === null ? "" : `${shop}: `}${said}\n`;
  return mend === null ? line : `${line}      To mend it: ${mend}\n`;
}

/** An examination that found something wrong is no success, so that a script can ask for one. */
export const resultExit = (result: Result): 0 | 1 =>
  result.what === "examined" && result.findings.some(({ level }) => level === "wrong") ? 1 : 0;

/** What stands beside the result, for people only. */
export function resultNote(result: Result): string {
  if (result.what !== "owner-link") return "";
  return `Opens ${result.workspace} once, within 15 minutes, while Tek runs:\n`;
}

export function progressLine({ shop, done, total }: Extract<Reply, { kind: "progress" }>): string {
  if (total === null || total === 0) return `${shop}: ${done} orders`;
  return `${shop}: ${done} of ${total} orders (${Math.min(100, Math.floor((100 * done) / total))} %)`;
}

const setAside = (count: number) => (count === 0 ? "" : ` ${count} could not be understood and are set aside.`);

function table(shops: readonly ShopResult[]): string {
  const rows = [["SHOP", "PLATFORM", "STATE", "ORDERS", "READ (UTC)", "ID"], ...shops.map(row)];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows
    .map(
      (cells) =>
        `${cells
          .map((cell, i) => cell.padEnd(widths[i] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

function row({ name, platform, state, pausedCode, orders, imported, lastReadAt, id }: ShopResult): string[] {
  const shown = pausedCode ? `${state} (${pausedCode})` : imported ? state : `${state}, importing`;
  const read = lastReadAt === null ? "never" : new Date(lastReadAt).toISOString().slice(0, 19).replace("T", " ");
  return [name, platform, shown, String(orders), read, id];
}
