import { CrmError } from "../error";

/** The answer, or the other where Odoo refuses it: what it refuses is not there for this user. */
export async function orElse<T, E>(answer: Promise<T>, other: E): Promise<T | E> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof CrmError && error.kind === "reject") return other;
    throw error;
  }
}
