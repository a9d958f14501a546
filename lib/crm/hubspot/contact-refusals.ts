import { CrmError, isNotFound } from "../error";
import { toHalfDone } from "../to-half-done";
import { EMAIL_SLOTS, PHONE_SLOTS } from "./mapper-people";

/** [K] not confirmed: the search has learned of a record after so long. */
const SEARCH_LAG_SECONDS = 60;

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

/**
 * What is done after a record was made: whoever tries again after a failure has to look for the record first. HubSpot may ask
 * for less time than its search takes to learn of the record, and who looks too early makes a second one.
 */
export async function asMade(finish: () => Promise<void>): Promise<void> {
  try {
    await finish();
  } catch (error) {
    throw toLater(toHalfDone(error));
  }
}

function toLater(error: unknown): unknown {
  if (!(error instanceof CrmError) || error.retryAfterSeconds === null) return error;
  const { kind, code, provider, message, status, isBusy, isOutcomeUnknown } = error;
  const retryAfterSeconds = Math.max(error.retryAfterSeconds, SEARCH_LAG_SECONDS);
  return new CrmError({ kind, code, provider, message, status, isBusy, isOutcomeUnknown, retryAfterSeconds });
}
