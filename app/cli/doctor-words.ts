import type { Finding, FindingCode } from "#app/doctor/finding.ts";
import { faultWords } from "#app/ui/i18n/fault-words.ts";
import { wordsFor } from "#app/ui/i18n/words.ts";

/** What was found, and how to mend it where something is to be mended. */
export interface Worded {
  readonly said: string;
  readonly mend: string | null;
}

type Params = Finding["params"];

/** In English, as all that the command line says. */
export function doctorWords({ code, params }: Finding): Worded {
  const [said, mend = null] = worded[code](params);
  return { said, mend };
}

const cause = ({ cause, ...params }: Params) => faultWords(wordsFor("en"), String(cause), params);
const rung = ({ rung }: Params) => (rung ? `It last rang ${rung} UTC.` : "It has never rung.");

const worded: Readonly<Record<FindingCode, (params: Params) => readonly [said: string, mend?: string]>> = {
  "config.fine": ({ url }) => [`The configuration is understood; Tek is reached at ${url}.`],
  "config.public-url-local": ({ url, shops }) => [
    `PUBLIC_URL (${url}) leads to this machine only: ${shops} cannot ring there.`,
    "Set PUBLIC_URL to the https address under which shops on the internet reach Tek, and restart it.",
  ],
  "config.public-url-plain": ({ url }) => [`PUBLIC_URL (${url}) leads to this machine only, as its shops do.`],
  "config.shopify-missing": () => [
    "A Shopify shop is connected, but Tek has no app to speak to Shopify with: the shop is not read.",
    "Set SHOPIFY_API_KEY and SHOPIFY_API_SECRET from the app's page in the Dev Dashboard, and restart Tek.",
  ],
  "database.fine": ({ engine, version, migrations }) => [
    `The database (${engine} ${version}, ${migrations} migrations) is whole and keeps what it acknowledges.`,
  ],
  "database.unopened": ({ said }) => [
    `The database cannot be opened: ${said}`,
    "If a newer Tek has migrated it, start that one. If the file is damaged, stop Tek and put the last copy of DATA_DIR in its place.",
  ],
  "database.damaged": ({ said }) => [
    `The database is damaged: ${said}`,
    "Stop Tek, keep the folder as it is, and put the last good copy in its place. Shops are read again from where the copy was.",
  ],
  "database.careless": ({ setting }) => [
    `The database may lose what it acknowledged (${setting}).`,
    "Switch the setting back on in the database server's configuration.",
  ],
  "database.disk-short": ({ folder, mb }) => [
    `Only ${mb} MB are free on the disk of ${folder}.`,
    "Free some space: when the disk is full, nothing more is stored, and shops ring in vain.",
  ],
  "database.wal-long": ({ mb }) => [
    `The database's log is ${mb} MB long: something holds an old state open, or the disk is slow.`,
  ],
  "key.fine": ({ shops }) => [`The key opens the credentials of ${shops} shops.`],
  "key.other": ({ shops }) => [
    `The key does not open the credentials of ${shops}.`,
    "Put the tek.key back that lay in DATA_DIR when they were linked (or set TEK_KEY to it). If it is lost, link the shops again.",
  ],
  "clock.fine": () => ["The clock agrees with the shops' clocks."],
  "clock.unknown": () => ["No shop said what time it is there."],
  "clock.skewed": ({ whose, shops, seconds, way }) => [
    whose === "theirs"
      ? `The clock of ${shops} differs from Tek's by ${seconds} seconds.`
      : `Tek's clock is ${seconds} seconds ${way} that of ${shops}.`,
    whose === "theirs"
      ? "Have the shop's server set its clock (NTP)."
      : "Set the clock of Tek's machine (NTP). If it is right, the shop's is wrong.",
  ],
  "workers.fine": ({ where }) => [where === "elsewhere" ? "Other processes read the shops." : "The workers run."],
  "workers.stopped": () => [
    "The server runs, but its workers do not: no shop is read.",
    "Restart Tek; its log says why they stopped (event workers-…).",
  ],
  "workers.not-running": () => ["No server runs on this folder: shops are read only while one does (npm start)."],
  "workers.late": ({ minutes }) => [
    `It has waited for its turn for ${minutes} minutes.`,
    "Look whether the workers run and the machine keeps up; with PostgreSQL start another process with WORKERS=only.",
  ],
  "queue.fine": () => ["No order waits too long to be read."],
  "queue.stuck": ({ count, minutes }) => [
    `${count} orders wait to be read, the oldest for ${minutes} minutes.`,
    "If the shop answers (see below), Tek works them off by itself; else mend the shop first.",
  ],
  "quarantine.fine": () => ["No record is set aside."],
  "quarantine.some": ({ count }) => [
    `${count} records could not be read and are set aside.`,
    "Open “Set aside” in Tek: it says why, and tries them again.",
  ],
  "shops.none": () => ["No shop is connected yet: see `tek shops connect --help`."],
  "shop.fine": () => ["It answers, and allows all that Tek needs."],
  "shop.disconnected": () => ["It is disconnected; its orders stay as they were last read."],
  "shop.paused": (params) => [
    `It is paused: ${cause(params)}`,
    "Do what the sentence says, then “Try again now” on its card, or link it again.",
  ],
  "shop.silent": (params) => [
    `It does not answer as it should: ${cause(params)}`,
    "Do what the sentence says, then ask again.",
  ],
  "shop.scopes": ({ scopes }) => [
    `It has not allowed: ${scopes}.`,
    "Open Tek in the shop's admin and approve; with keys, make new ones with read/write permission.",
  ],
  "shop.other": ({ now }) => [
    `Another shop answers at its address: ${now}.`,
    "Connect the shop that is there now as a shop of its own, and disconnect this one.",
  ],
  "compared.alike": ({ of, at }) => [
    `All ${of} orders were alike here and in the shop at the last comparison (${at} UTC).`,
  ],
  "compared.differed": ({ alike, of, at }) => [
    `${alike} of ${of} orders were alike here and in the shop at the last comparison (${at} UTC); the others were read again.`,
  ],
  "bells.fine": (params) => [`Its webhooks are in place. ${rung(params)}`],
  "bells.waiting": (params) => [`Its webhooks have been quiet; changes are found by asking. ${rung(params)}`],
  "bells.failing": (params) => [
    `Its webhooks fail or are not in place; changes are found by asking, only later. ${rung(params)}`,
    "See that PUBLIC_URL opens from the internet, and that the keys may write; Tek puts the webhooks up again within the hour.",
  ],
};
