import { type AppLoadContext, redirect } from "@remix-run/node";
import type { Caller } from "#app/domain/caller.ts";
import { NotAllowed, type ShopGuest } from "#app/domain/caller.ts";

interface Arguments {
  readonly request: Request;
  readonly context: AppLoadContext;
}

/** Who asks, or a refusal. What a refused document shows instead (the bounce, the 401 page) is decided once, in entry.server. */
export async function enter({ request, context }: Arguments): Promise<Caller> {
  const entry = await context.tek.door.enter(request);
  if (entry.kind === "caller") return entry.caller;
  // Before anything is shown, the person says where their shop belongs. The admin's parameters go along.
  if (entry.kind === "awaited") throw redirect(`/join${new URL(request.url).search}`);
  throw refusal(401);
}

/** A person whose shop may join a workspace: null where no shop's admin vouched for whoever is signed in. */
export async function enterAsGuest({ request, context }: Arguments): Promise<ShopGuest | null> {
  const entry = await context.tek.door.enter(request);
  if (entry.kind === "caller" || entry.kind === "awaited") return entry.guest;
  throw refusal(401);
}

/** Runs what a route asks of Tek; a missing right becomes a 403 that names it. */
export async function allowed<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotAllowed) throw refusal(403, error.right);
    throw error;
  }
}

/** An answer that the error boundary words; `detail` is a code, never a sentence. */
export function refusal(status: 400 | 401 | 403 | 404, detail: string | null = null): Response {
  return Response.json({ detail }, { status });
}
