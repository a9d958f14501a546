/** A call that the trial CRM refuses, as its API says it. */
export class TrialApiError extends Error {
  override readonly name = "TrialApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly extra: { field?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message);
  }

  toResponse(): Response {
    const { field, retryAfterSeconds } = this.extra;
    return Response.json(
      { error: { code: this.code, message: this.message, ...(field && { field }) } },
      {
        status: this.status,
        headers: retryAfterSeconds === undefined ? {} : { "retry-after": String(retryAfterSeconds) },
      },
    );
  }
}

/** A value that the CRM does not take; the words name the field. */
export function invalidField(field: string, words: string): TrialApiError {
  return new TrialApiError(422, "validation_failed", `Field "${field}" ${words}`, { field });
}

export function recordNotFound(kind: string): TrialApiError {
  return new TrialApiError(404, "not_found", `There is no such ${kind}`);
}
