import { type DocumentNode, print } from "graphql";
import type { Io } from "../contract/port.ts";
import type { ShopifyAccount } from "./account.ts";
import { queryCost } from "./cost.ts";
import { budget, readAnswer, type Told } from "./faults.ts";
import { type Library, sendDocument } from "./library.ts";
import type { PageRows } from "./sizes.ts";

/** One shop's Admin API. */
export interface Client {
  readonly account: ShopifyAccount;
  readonly io: Io;
  readonly rows: PageRows;
  /** Throws a Fault; gives partial data only where access was denied to parts of it. */
  query(document: DocumentNode, variables: Record<string, unknown>): Promise<Told>;
}

const texts = new WeakMap<DocumentNode, string>();

export function openClient(library: Library, account: ShopifyAccount, io: Io, rows: PageRows): Client {
  return {
    account,
    io,
    rows,
    async query(document, variables) {
      const spend = { budget, cost: queryCost(document, variables) };
      const answer = await sendDocument(library, account, { io, spend, query: textOf(document), variables });
      return readAnswer(answer, io.now(), ({ throttleStatus: level }) => {
        if (!level) return;
        io.learned(budget, {
          available: level.currentlyAvailable,
          burst: level.maximumAvailable,
          perSecond: level.restoreRate,
        });
      });
    },
  };
}

function textOf(document: DocumentNode): string {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const text = print(document);
  texts.set(document, text);
  return text;
}
