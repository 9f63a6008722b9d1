import { foldText } from "../text.ts";
import type { Customer } from "./snapshot.ts";

/** By what a customer is known again across shops. Null where the shop says nothing that would tell one person from another. */
export interface Contact {
  /** Folded: mail servers take letters of either case. */
  readonly email: string | null;
  /** The last ten digits, so that 0532…, 90532… and +90 532… are one. */
  readonly phone: string | null;
}

export function contactOf({ email, phone }: Customer): Contact {
  const digits = phone?.replace(/\D/g, "") ?? "";
  return {
    email: email?.includes("@") ? foldText(email.trim()) : null,
    // Shorter ones are what people write who do not want to give any.
    phone: digits.length >= 7 && !/^(\d)\1+$/.test(digits) ? digits.slice(-10) : null,
  };
}

/** The same e-mail address or the same phone. */
export const sameContact = (a: Contact, b: Contact): boolean =>
  (a.email !== null && a.email === b.email) || (a.phone !== null && a.phone === b.phone);
