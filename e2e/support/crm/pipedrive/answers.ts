import type { ZodError } from "zod";

/** Pipedrive's envelopes. */

export function ok(data: unknown, { status = 200, more = null }: { status?: number; more?: unknown } = {}): Response {
  return Response.json({ success: true, data, additional_data: more }, { status });
}

/** Thrown by whoever finds that a request is not right, and answered by its `toResponse`. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly more: { code?: string; errorCode?: number; headers?: Record<string, string> } = {},
  ) {
    super(message);
  }

  toResponse(): Response {
    const { headers, ...codes } = this.more;
    const error_info = "Please check developers.pipedrive.com for more information about Pipedrive API.";
    const body = { success: false, error: this.message, error_info, data: null, additional_data: null, ...codes };
    return Response.json(body, { status: this.status, headers });
  }
}

/** v2 names the path of what it does not take. */
export function refuseBody(path: string, problem: string): Refusal {
  const words = `Validation failed: ${path || "body"}: ${problem}`;
  return new Refusal(400, words, { code: "ERR_SCHEMA_VALIDATION_FAILED" });
}

export function refuseShape(error: ZodError): Refusal {
  const [issue] = error.issues;
  const unknown = issue?.code === "unrecognized_keys" ? issue.keys : [];
  return refuseBody([...(issue?.path ?? []), ...unknown].join("."), issue?.message ?? "Invalid");
}
