import { z } from "zod";

/** The answers of the API, version 4; of each only what is used. Nothing found is 204 without a body, given as null. */

const id = z.number().int();

export const accountAnswer = z.object({
  id,
  name: z.string(),
  subdomain: z.string(),
  current_user_id: id,
});
export type ApiAccount = z.infer<typeof accountAnswer>;

export const userAnswer = z.object({
  id,
  name: z.string(),
  email: z.string().nullish(),
  rights: z.object({ is_active: z.boolean().optional() }).optional(),
});
export type ApiUser = z.infer<typeof userAnswer>;

export const pipelineAnswer = z.object({
  id,
  name: z.string(),
  sort: z.number(),
  is_main: z.boolean().optional(),
  is_archive: z.boolean().optional(),
  _embedded: z.object({
    statuses: z.array(z.object({ id, name: z.string(), sort: z.number(), type: z.number().optional() })),
  }),
});
export type ApiPipeline = z.infer<typeof pipelineAnswer>;

export const fieldAnswer = z.object({
  id,
  name: z.string(),
  type: z.string(),
  code: z.string().nullish(),
  is_computed: z.boolean().optional(),
  enums: z.array(z.object({ id, value: z.string() })).nullish(),
});
export type ApiField = z.infer<typeof fieldAnswer>;

const fieldValue = z.object({
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]).optional().catch(undefined),
  enum_id: id.nullish(),
  enum_code: z.string().nullish(),
});
export type ApiFieldValue = z.infer<typeof fieldValue>;

const filledField = z.object({
  field_id: id,
  field_code: z.string().nullish(),
  field_type: z.string(),
  values: z.array(fieldValue),
});
export type ApiFilledField = z.infer<typeof filledField>;

const record = z.object({
  id,
  name: z.string().nullish(),
  responsible_user_id: id.nullish(),
  created_at: z.number().nullish(),
  updated_at: z.number().nullish(),
  is_deleted: z.boolean().optional(),
  custom_fields_values: z.array(filledField).nullish(),
});
const tags = z.array(z.object({ name: z.string() })).optional();

export const contactAnswer = record.extend({
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  _embedded: z.object({ tags, leads: z.array(z.object({ id })).optional() }).optional(),
});
export type ApiContact = z.infer<typeof contactAnswer>;

export const leadAnswer = record.extend({
  price: z.number().nullish(),
  pipeline_id: id,
  status_id: id,
  _embedded: z
    .object({ tags, contacts: z.array(z.object({ id, is_main: z.boolean().optional() })).optional() })
    .optional(),
});
export type ApiLead = z.infer<typeof leadAnswer>;

export const taskAnswer = z.object({
  id,
  text: z.string(),
  complete_till: z.number(),
  entity_type: z.string().nullish(),
  entity_id: id.nullish(),
});
export type ApiTask = z.infer<typeof taskAnswer>;

export const noteAnswer = z.object({
  id,
  // PHP writes an object without names as a list.
  params: z.union([z.object({ text: z.string().optional().catch(undefined) }), z.array(z.unknown())]).nullish(),
});

/** What a write says of a record: its id, and none of its values. */
const recordAnswer = z.object({ id });

/** A page of a list, which stands under its own name. */
export function pageAnswer<T extends z.ZodType>(name: string, item: T) {
  return z
    .object({
      _embedded: z.object(Object.fromEntries([[name, z.array(item)]])),
      _links: z.object({ next: z.object({ href: z.string() }).nullish() }).nullish(),
    })
    .transform(({ _embedded, _links }) => ({ items: _embedded[name] ?? [], hasNext: Boolean(_links?.next) }))
    .nullable();
}

/** The answer to a write of one record. */
export function writtenAnswer(name: string) {
  return z
    .object({ _embedded: z.object(Object.fromEntries([[name, z.array(recordAnswer)]])) })
    .transform(({ _embedded }) => _embedded[name]?.[0])
    .pipe(recordAnswer);
}

export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number(),
});
export type ApiToken = z.infer<typeof tokenAnswer>;

/** A value of a field as it is written; a select names its option. */
type FieldItem = { value: string | number | boolean; enum_code?: string } | { enum_id: number };
export type FieldInput = ({ field_id: number } | { field_code: string }) & { values: FieldItem[] };
type TagInput = { name: string };

export type ContactInput = {
  name?: string;
  first_name?: string;
  last_name?: string;
  responsible_user_id?: number;
  custom_fields_values?: FieldInput[];
};
export type NewContact = ContactInput & { request_id: string; _embedded?: { tags: TagInput[] } };
/** `tags_to_add` adds; tags under `_embedded` would replace all. */
export type ContactChange = ContactInput & { tags_to_add?: TagInput[] };

export type LeadInput = {
  name?: string;
  price?: number;
  pipeline_id?: number;
  status_id?: number;
  responsible_user_id?: number;
  custom_fields_values?: FieldInput[];
};
export type NewLead = LeadInput & {
  request_id: string;
  _embedded: { contacts: [{ id: number; is_main: true }]; tags?: TagInput[] };
};
export type LeadChange = LeadInput & { tags_to_add?: TagInput[] };

export type TaskPlace = { entity_type: "leads" | "contacts"; entity_id: number };
export type NewTask = TaskPlace & {
  task_type_id: number;
  text: string;
  complete_till: number;
  responsible_user_id?: number;
  request_id: string;
};
