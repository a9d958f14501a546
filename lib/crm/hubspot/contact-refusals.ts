import { CrmError, isNotFound } from "../error";
import { EMAIL_SLOTS, PHONE_SLOTS } from "./mapper-people";

/** Whether another contact has the e-mail. */
export function isEmailTaken(error: unknown): error is CrmError {
  return error instanceof CrmError && error.status === 409 && /Existing ID/i.test(error.message);
}

/**
 * The properties of phones and e-mails for the sake of which a write was refused: an e-mail that another contact has, or what a rule
 * of the account does not take. E-mails are refused together.
 */
export function listRefused(error: unknown, properties: Record<string, string>): string[] {
  if (!(error instanceof CrmError) || error.kind !== "reject" || isNotFound(error)) return [];
  const isNamed = (slot: string) => new RegExp(`(?<!\\w)${slot}: `).test(error.message);
  const areEmails = isEmailTaken(error) || EMAIL_SLOTS.some(isNamed);
  const slots = [...PHONE_SLOTS.filter(isNamed), ...(areEmails ? EMAIL_SLOTS : [])];
  return slots.filter((slot) => properties[slot] !== undefined);
}
