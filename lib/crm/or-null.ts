import { isNotFound } from "./error";

/** What was asked for by its id, or null where the CRM says that it is not there. */
export async function orNull<T>(record: Promise<T>): Promise<T | null> {
  try {
    return await record;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
