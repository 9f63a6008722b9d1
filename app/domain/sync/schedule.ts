import { hours, type Instant, minutes, plus, seconds } from "../instant.ts";

/** How often the engine looks by itself, in milliseconds. */
export interface Schedule {
  /** Between two pulls of changes, when nothing rings. */
  readonly poll: number;
  /** Between two sweeps of ids and versions. */
  readonly sweep: number;
  /** Between two checks that a shop's doorbells are in place. */
  readonly doorbells: number;
  /** From an id not being shown to asking once more. */
  readonly absence: number;
  /** Between two looks for orders that are due to be read again. */
  readonly reread: number;
  /** Between two looks into a platform's queue, where it keeps one instead of ringing. */
  readonly collect: number;
}

export const usualSchedule: Schedule = {
  poll: minutes(1),
  sweep: hours(24),
  doorbells: hours(1),
  absence: minutes(10),
  reread: minutes(10),
  collect: seconds(20),
};

/** For so long after a revival the same cause may switch the doorbells off again. */
const watchedFor = hours(6);

/** When a shop's doorbells are looked at next: six times as often for a while after one was found dead. */
export function doorbellsDue(schedule: Schedule, now: Instant, revivedAt: Instant | null): Instant {
  const watched = revivedAt !== null && now - revivedAt < watchedFor;
  return plus(now, watched ? Math.round(schedule.doorbells / 6) : schedule.doorbells);
}

/** When to try again after `attempts` failures in a row: exponential with full jitter, at most five minutes. */
export function retryAt(now: Instant, attempts: number, fraction: number): Instant {
  const ceiling = Math.min(minutes(5), seconds(1) * 2 ** Math.min(attempts, 10));
  return plus(now, Math.max(250, Math.floor(ceiling * fraction)));
}

/**
 * When a shop is asked again that its platform closed to us for a while (frozen, locked, a scope taken back): after an hour, then twice as
 * long each time, at most a day. `attempts`: how often it was asked in vain.
 */
export function askAgainAt(now: Instant, attempts: number): Instant {
  return plus(now, Math.min(hours(24), hours(1) * 2 ** Math.min(attempts, 5)));
}

/** After how many failed reads of one order it is set aside. */
export const attemptsBeforeQuarantine = 5;

/**
 * Whether `marks` waiting orders are cheaper read one by one or by the page of changes that most of them stand in.
 */
export function cheaperRead(
  marks: number,
  cost: { readonly one: number; readonly page: number; readonly pageSize: number },
): "singly" | "by-page" {
  return marks * cost.one > Math.ceil(marks / cost.pageSize) * cost.page ? "by-page" : "singly";
}
