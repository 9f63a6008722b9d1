import { Readable } from "node:stream";
import { createReadableStreamFromReadable, type LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { queryFromAddress } from "#app/views/order-address.ts";
import { allowed, enter, refusal } from "./enter.server.ts";
import { fileAnswer } from "./file-answer.server.ts";

const formats = z.enum(["csv", "ndjson"]);
const types = { csv: "text/csv; charset=utf-8", ndjson: "application/x-ndjson; charset=utf-8" } as const;

/** What the list shows, whole, as a file: sent as it is read, so that its length asks for no memory. */
export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const { searchParams } = new URL(asked.request.url);
  const format = formats.safeParse(searchParams.get("format")).data;
  if (!format) throw refusal(400);
  const text = asked.context.tek.views.exportOrders(caller, queryFromAddress(searchParams), format);
  const pieces = text[Symbol.asyncIterator]();
  // The right is asked before anything is sent.
  const first = await allowed(() => pieces.next());
  const body = Readable.from(wholeOf(first, pieces));
  return fileAnswer(createReadableStreamFromReadable(body), { name: `orders.${format}`, type: types[format] });
}

async function* wholeOf(first: IteratorResult<string>, rest: AsyncIterator<string>): AsyncGenerator<string> {
  for (let piece = first; !piece.done; piece = await rest.next()) yield piece.value;
}
