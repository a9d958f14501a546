import { z } from "zod";

/** The answers of KeyCRM's Open API v1, as far as they are used. Ids are numbers there and texts here. */

const apiId = z.union([z.number(), z.string().min(1)]).transform(String);
const flag = z
  .union([z.boolean(), z.number()])
  .nullish()
  .transform((value) => Boolean(value));
const texts = z
  .union([z.array(z.string().nullable()), z.string()])
  .nullish()
  .transform((value) => [value ?? []].flat().filter((text): text is string => Boolean(text)));
const customValues = z
  .array(z.object({ uuid: z.string(), value: z.unknown().optional() }))
  .nullish()
  .transform((values) => values ?? []);

/** A page of a list; the last one has no next. */
export function pageAnswer<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), next_page_url: z.string().nullish() });
}

export const userAnswer = z.object({
  id: apiId,
  full_name: z.string().nullish(),
  username: z.string().nullish(),
  email: z.string().nullish(),
  status: z.string().nullish(),
});
export type ApiUser = z.infer<typeof userAnswer>;

/** The name is `name` in the documentation and `title` in answers that were seen. */
export const pipelineAnswer = z.object({ id: apiId, name: z.string().nullish(), title: z.string().nullish() });
export type ApiPipeline = z.infer<typeof pipelineAnswer>;

export const statusAnswer = z.object({
  id: apiId,
  title: z.string().nullish(),
  alias: z.string().nullish(),
  is_final: flag,
});
export type ApiStatus = z.infer<typeof statusAnswer>;

export const sourceAnswer = z.object({ id: apiId, name: z.string() });
export type ApiSource = z.infer<typeof sourceAnswer>;

export const fieldAnswer = z.object({
  uuid: z.string(),
  name: z.string(),
  type: z.string(),
  required: flag,
  is_multiple: flag,
  options: z.array(z.object({ value: z.string() })).nullish(),
});
export type ApiField = z.infer<typeof fieldAnswer>;

export const buyerAnswer = z.object({
  id: apiId,
  full_name: z.string().nullish(),
  birthday: z.string().nullish(),
  email: texts,
  phone: texts,
  note: z.string().nullish(),
  manager: z.object({ id: apiId }).nullish(),
  manager_id: apiId.nullish(),
  custom_fields: customValues,
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
});
export type ApiBuyer = z.infer<typeof buyerAnswer>;

export const cardAnswer = z.object({
  id: apiId,
  title: z.string().nullish(),
  status_id: apiId.nullish(),
  pipeline_id: apiId.nullish(),
  source_id: apiId.nullish(),
  manager_id: apiId.nullish(),
  manager_comment: z.string().nullish(),
  communicate_at: z.string().nullish(),
  utm_source: z.string().nullish(),
  utm_medium: z.string().nullish(),
  utm_campaign: z.string().nullish(),
  utm_term: z.string().nullish(),
  utm_content: z.string().nullish(),
  is_finished: z.unknown().optional(),
  contact: z.object({ client_id: apiId.nullish(), phone: texts }).nullish(),
  status: z.object({ pipeline_id: apiId.nullish() }).nullish(),
  custom_fields: customValues,
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
});
export type ApiCard = z.infer<typeof cardAnswer>;

/** What a create answers: enough to refer to the record. */
export const createdAnswer = z.object({ id: apiId, status_id: apiId.nullish() });
/** What an update answers says nothing that is needed. */
export const updatedAnswer = z.unknown();

export type ApiCustomValue = { uuid: string; value?: unknown };
export type ApiBuyerInput = {
  full_name?: string;
  phone?: string[];
  email?: string[];
  note?: string;
  birthday?: string;
  manager_id?: number | string;
  custom_fields?: ApiCustomValue[];
};
export type ApiCardInput = Record<string, unknown>;
