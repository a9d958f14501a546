import { z } from "zod";
import { TrialApiError } from "./api-error";

/** Bodies that the trial CRM's API takes. What is unknown is refused, so that a misspelt name does not pass unseen. */

const id = z.string().min(1).max(100);
const requestId = z.string().min(1).max(200);
const record = { owner_id: id.nullable().optional(), properties: z.record(z.string(), z.unknown()).default({}) };
const place = { pipeline_id: id.optional(), stage_id: id.optional() };

export const newContactInput = z.strictObject({ ...record, request_id: requestId.optional() });
export const contactChangeInput = z.strictObject(record);
export const newDealInput = z.strictObject({ ...record, ...place, contact_id: id, request_id: requestId.optional() });
export const dealChangeInput = z.strictObject({ ...record, ...place });
export const newTaskInput = z.strictObject({
  request_id: requestId.optional(),
  contact_id: id,
  deal_id: id.nullable().optional(),
  owner_id: id.nullable().optional(),
  text: z.string().min(1).max(20_000),
  due_at: z.iso.datetime({ offset: true }),
});

/** A body in the shape of its operation; throws the API's 422 that names the field. */
export function parseInput<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = issue?.code === "unrecognized_keys" ? issue.keys[0] : issue?.path.join(".");
  throw new TrialApiError(422, "validation_failed", `Field "${field || "body"}" is not right: ${issue?.message}`, {
    field: field || "body",
  });
}
