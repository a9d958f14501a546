import { CrmError } from "../error";

/** Whether Odoo refuses what was asked for: nothing of it is done then, as every call is one transaction. */
export function isRefusal(error: unknown): boolean {
  return error instanceof CrmError && error.kind === "reject";
}

/** The answer, or the other where Odoo refuses it: what it refuses is not there for this user. */
export async function orElse<T, E>(answer: Promise<T>, other: E): Promise<T | E> {
  try {
    return await answer;
  } catch (error) {
    if (isRefusal(error)) return other;
    throw error;
  }
}
