import { z } from "zod";
import type { World } from "./world.ts";

const rate = z.number().min(0).max(1);
const ms = (max: number) => z.number().min(0).max(max);

const shape = {
  /** Every answer comes so much later. */
  latencyMs: ms(120_000),
  /** Refused for coming too often: 429 with Retry-After; nothing was done. */
  tooManyRequests: rate,
  /** A 5xx page. Half of the writes that it hits were carried out. */
  serverError: rate,
  /** No answer, and nothing was done. */
  timeoutBefore: rate,
  /** The request was carried out, and its answer never comes. */
  timeoutAfter: rate,
  /** How long a request without an answer hangs before its connection is cut; 0 cuts it at once. */
  hangMs: ms(600_000),
  /** 200 with somebody's HTML page (a challenge, a maintenance page); nothing was done. */
  htmlForJson: rate,
  /** Text of a badly kept shop before the JSON. A platform that never does so leaves it out. */
  noiseBeforeJson: rate,
  /** The body ends somewhere in the middle; a write was carried out. */
  truncatedBody: rate,
  /** A list answers what it answered to the request before, as a page cache does that forgot which page was asked for. */
  repeatedPage: rate,
  /** The key or token is refused; 1 is a key that was revoked. */
  keyRevoked: rate,
  webhookDropped: rate,
  webhookDoubled: rate,
  /** These webhooks come later, by chance up to `webhookLateMs`. */
  webhookLate: rate,
  webhookLateMs: ms(7 * 86_400_000),
  /** These webhooks leave only after one that was rung later. */
  webhookReordered: rate,
  /** How far the shop's clock is ahead of the world's; negative is behind. */
  clockSkewMs: z.number().min(-86_400_000).max(86_400_000),
} as const;

/** What can go wrong at a stand-in, switched on by a test or a person. Shares in [0, 1] are drawn from the world's chance. */
export type SandboxFaults = z.infer<z.ZodObject<typeof shape>>;

export const noFaults: SandboxFaults = {
  latencyMs: 0,
  tooManyRequests: 0,
  serverError: 0,
  timeoutBefore: 0,
  timeoutAfter: 0,
  hangMs: 0,
  htmlForJson: 0,
  noiseBeforeJson: 0,
  truncatedBody: 0,
  repeatedPage: 0,
  keyRevoked: 0,
  webhookDropped: 0,
  webhookDoubled: 0,
  webhookLate: 0,
  webhookLateMs: 0,
  webhookReordered: 0,
  clockSkewMs: 0,
};

/** What a control call may send: some of the faults, none that is not known. */
export const faultChangeSchema = z.strictObject(shape).partial();
export type FaultChange = z.input<typeof faultChangeSchema>;

/** Faults as a journal holds them: one that an older journal does not name is off. */
export const faultsSchema = z.preprocess((stored) => ({ ...noFaults, ...Object(stored) }), z.object(shape));

/** The faults with a change laid over them. Throws a ZodError for a name or value that is none. */
export function changeFaults(faults: SandboxFaults, change: FaultChange): SandboxFaults {
  return { ...faults, ...withoutAbsent(faultChangeSchema.parse(change)) };
}

const withoutAbsent = (change: FaultChange): Partial<SandboxFaults> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));

/** Every fault at once, each with this share; the key stays good, because a revoked one is mended by a person only. */
export function allFaults(share: number): SandboxFaults {
  const drawn = Object.entries(shape).map(([name, kind]) => [name, kind === rate ? share : 0]);
  return { ...noFaults, ...Object.fromEntries(drawn), keyRevoked: 0, webhookLateMs: 600_000, clockSkewMs: 90_000 };
}

/** A slider of a stand-in's page. */
export interface FaultControl {
  readonly name: keyof SandboxFaults;
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

const slider = (name: keyof SandboxFaults, label: string, max = 1, step = 0.05, min = 0): FaultControl => ({
  name,
  label,
  min,
  max,
  step,
});

/** What a page offers, in the order in which it stands there. */
export const faultControls: readonly FaultControl[] = [
  slider("latencyMs", "Latency of every answer", 5000, 50),
  slider("tooManyRequests", "Too many requests (429)"),
  slider("serverError", "Server errors (5xx)"),
  slider("timeoutBefore", "No answer, nothing done"),
  slider("timeoutAfter", "Done, but no answer"),
  slider("hangMs", "How long such a request hangs", 60_000, 1000),
  slider("htmlForJson", "An HTML page with 200"),
  slider("noiseBeforeJson", "Noise before the JSON"),
  slider("truncatedBody", "Bodies cut short"),
  slider("repeatedPage", "Pages that repeat"),
  slider("keyRevoked", "Refuse every key"),
  slider("webhookDropped", "Webhooks that never leave"),
  slider("webhookDoubled", "Webhooks that come twice"),
  slider("webhookLate", "Webhooks that come late"),
  slider("webhookLateMs", "How late at most", 3_600_000, 60_000),
  slider("webhookReordered", "Webhooks overtaken by later ones"),
  slider("clockSkewMs", "The shop's clock is ahead by", 3_600_000, 60_000, -3_600_000),
];

/** A fault's value as a page shows it: milliseconds, or a share in per cent. */
export const faultText = (name: keyof SandboxFaults, value: number): string =>
  name.endsWith("Ms") ? `${value} ms` : `${Math.round(value * 100)} %`;

/** Whether a fault strikes. Draws only when there is something to draw for, so that a shop without faults spends no chance. */
export function hits(world: Pick<World, "chance">, share: number): boolean {
  return share > 0 && world.chance() < share;
}
