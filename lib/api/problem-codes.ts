/** Every reason to refuse a call, with the status of its answer. */
export const PROBLEM_STATUSES = {
  bad_json: 400,
  unauthorized: 401,
  missing_scope: 403,
  not_found: 404,
  no_draft: 404,
  method_not_allowed: 405,
  conflict: 409,
  plan_limit: 409,
  name_taken: 409,
  in_use: 409,
  not_final: 409,
  body_too_large: 413,
  unsupported_type: 415,
  invalid: 422,
  invalid_settings: 422,
  crm_refused: 422,
  crm_rejected: 422,
  basis_required: 428,
  too_many_requests: 429,
  unexpected: 500,
  crm_unreachable: 502,
  crm_busy: 503,
  unavailable: 503,
} as const;
export type ProblemCode = keyof typeof PROBLEM_STATUSES;

export const PROBLEM_CODES = Object.keys(PROBLEM_STATUSES) as ProblemCode[];
