import type { LoaderFunctionArgs } from "@remix-run/node";
import { looksLikeId } from "#app/domain/ids.ts";
import { allowed, enter, refusal } from "./enter.server.ts";
import { fileAnswer } from "./file-answer.server.ts";

/** What is held of the person who asked, as a file for the owner to hand out. */
export async function loader(asked: LoaderFunctionArgs) {
  const caller = await enter(asked);
  const { id = "" } = asked.params;
  const text = looksLikeId(id) ? await allowed(() => asked.context.tek.views.personalData(caller, id)) : null;
  if (text === null) throw refusal(404);
  return fileAnswer(text, { name: "personal-data.json", type: "application/json; charset=utf-8" });
}
