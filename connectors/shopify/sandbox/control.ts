import { z } from "zod";
import { type FaultChange, faultChangeSchema, type SandboxFaults } from "../../contract/sandbox/faults.ts";
import type { World } from "../../contract/sandbox/world.ts";
import { type ActInput, actInput } from "./act-input.ts";
import type { Done } from "./desk.ts";
import type { StoredMail } from "./model.ts";
import { Refused } from "./scene.ts";
import { json } from "./tokens.ts";
import type { Truth } from "./truth.ts";

/** What the control API and direct calls in a test share. */
export interface Control {
  act(input: ActInput): Done;
  truth(): Truth;
  readonly faults: SandboxFaults;
  setFaults(change: FaultChange): SandboxFaults;
  lay(wish: { orders: number; days: number }): string[];
  /** Every mail that the shop would have sent to a customer, oldest first. */
  mails(): StoredMail[];
}

const layInput = z.object({ orders: z.int().min(0).max(200_000), days: z.number().positive().max(3650) });
const clockInput = z.object({ advanceMs: z.number().min(0) });

/** Answers `/_sandbox/*`. Every answer is JSON; a body that is not understood is a 400 that says what is wrong. */
export async function answerControl(control: Control, world: World, request: Request, path: string): Promise<Response> {
  if (request.method === "GET" && path === "/_sandbox/state") return json(200, control.truth());
  if (request.method === "GET" && path === "/_sandbox/mails") return json(200, { mails: control.mails() });
  if (request.method === "GET" && path === "/_sandbox/faults") return json(200, control.faults);
  if (request.method !== "POST") return json(405, { error: "use POST" });
  const body: unknown = await request.json().catch(() => undefined);
  try {
    switch (path) {
      case "/_sandbox/act":
        return json(200, control.act(actInput.parse(body)));
      case "/_sandbox/faults":
        return json(200, control.setFaults(faultChangeSchema.parse(body)));
      case "/_sandbox/lay":
        return json(200, { orders: control.lay(layInput.parse(body)) });
      case "/_sandbox/clock":
        return await advance(world, clockInput.parse(body).advanceMs);
      default:
        return json(404, { error: "no such control; there are state, mails, act, faults, lay and clock" });
    }
  } catch (error) {
    if (error instanceof Refused) return json(409, { done: false, reason: error.message });
    if (error instanceof z.ZodError) return json(400, { error: z.prettifyError(error) });
    throw error;
  }
}

async function advance(world: World, ms: number): Promise<Response> {
  if (!world.advance) return json(409, { done: false, reason: "this world's clock cannot be moved" });
  await world.advance(ms);
  return json(200, { now: world.now() });
}
