import { expect } from "vitest";
import { CrmError } from "../error";

/** The error of a call; fails the test when there is none or it is another. */
export async function failureOf(call: Promise<unknown>): Promise<CrmError> {
  const outcome = await call.then(
    () => "no error",
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(CrmError);
  return outcome as CrmError;
}
