import { CrmError } from "./error";

/** A call about one record, where 403 is about somebody's rights to it, such as «only own deals», and not about the credentials. */
export async function refusingRecord<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof CrmError && error.status === 403)) throw error;
    throw new CrmError({ ...error, message: error.message, kind: "reject" });
  }
}
