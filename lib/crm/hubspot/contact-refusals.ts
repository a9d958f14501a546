import { CrmError, isNotFound } from "../error";
import { toHalfDone } from "../to-half-done";

/** Whether another contact has the e-mail. */
export function isEmailTaken(error: unknown): error is CrmError {
  return error instanceof CrmError && error.status === 409 && /Existing ID/i.test(error.message);
}

/** Whether a write was refused for the sake of a property. */
export function isRefusalOf(error: unknown, property: string): boolean {
  return error instanceof CrmError && error.kind === "reject" && !isNotFound(error) && error.message.includes(property);
}

/** What is done after a record was made: whoever tries again after a failure has to look for the record first. */
export async function asMade(finish: () => Promise<void>): Promise<void> {
  try {
    await finish();
  } catch (error) {
    throw toHalfDone(error);
  }
}
