import { type Finding, findingCodes } from "#app/doctor/finding.ts";
import type { FindingResult } from "./command.ts";
import { doctorWords } from "./doctor-words.ts";

/** A finding as the command line tells it. */
export function findingResult(finding: Finding): FindingResult {
  const { code, params, shop } = finding;
  return { level: findingCodes[code], code, params, shop: shop?.name ?? null, ...doctorWords(finding) };
}
