import { z } from "zod";
import { FIELD_TYPES } from "../types";

/** The answers of the trial CRM's API, as docs/crm/trial.md describes them. */

const propertyValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]);
const properties = z.record(z.string(), propertyValue);

export const meAnswer = z.object({
  crm: z.object({ id: z.string(), name: z.string() }),
  web_url: z.string().nullable(),
});
export type ApiMe = z.infer<typeof meAnswer>;

export const userAnswer = z.object({
  id: z.string(),
  full_name: z.string(),
  email: z.string().nullable(),
  is_active: z.boolean(),
});
export type ApiUser = z.infer<typeof userAnswer>;

export const pipelineAnswer = z.object({
  id: z.string(),
  title: z.string(),
  stages: z.array(z.object({ id: z.string(), title: z.string(), kind: z.enum(["open", "won", "lost"]) })),
});
export type ApiPipeline = z.infer<typeof pipelineAnswer>;

export const fieldAnswer = z.object({
  entity: z.enum(["contact", "deal"]),
  code: z.string(),
  title: z.string(),
  type: z.enum(FIELD_TYPES),
  is_built_in: z.boolean(),
  is_required: z.boolean(),
  choices: z.array(z.object({ id: z.string(), title: z.string() })).nullable(),
});
export type ApiField = z.infer<typeof fieldAnswer>;

export const contactAnswer = z.object({
  id: z.string(),
  owner_id: z.string().nullable(),
  properties,
  created_at: z.string(),
  updated_at: z.string(),
  web_url: z.string().nullable(),
});
export type ApiContact = z.infer<typeof contactAnswer>;

export const dealAnswer = contactAnswer.extend({
  contact_id: z.string(),
  pipeline_id: z.string(),
  stage_id: z.string(),
  state: z.enum(["open", "won", "lost"]),
});
export type ApiDeal = z.infer<typeof dealAnswer>;

const taskAnswer = z.object({
  id: z.string(),
  contact_id: z.string(),
  deal_id: z.string().nullable(),
  owner_id: z.string().nullable(),
  text: z.string(),
  due_at: z.string(),
  is_done: z.boolean(),
  created_at: z.string(),
  updated_at: z.string(),
  web_url: z.string().nullable(),
});
export type ApiTask = z.infer<typeof taskAnswer>;

/** What every record says of itself; enough to refer to it. */
export const recordAnswer = z.object({ id: z.string(), web_url: z.string().nullable() });
export type ApiRecord = z.infer<typeof recordAnswer>;

/** A page of records, and where the next one begins. */
export function pageAnswer<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() });
}

export type ApiProperties = z.infer<typeof properties>;
export type ApiContactInput = { request_id?: string; owner_id?: string | null; properties: ApiProperties };
export type ApiDealInput = ApiContactInput & { contact_id?: string; pipeline_id?: string; stage_id?: string };
export type ApiTaskInput = {
  request_id: string;
  contact_id: string;
  deal_id: string | null;
  owner_id: string | null;
  text: string;
  due_at: string;
};
