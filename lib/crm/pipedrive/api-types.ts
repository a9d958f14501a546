import { z } from "zod";

/** The answers of Pipedrive's API, as far as they are used. Shapes of v2, but for those that only v1 gives: users and notes. */

export const meAnswer = envelope(
  z.object({
    id: z.int(),
    name: z.string(),
    company_name: z.string(),
    company_domain: z.string(),
    default_currency: z.string().nullish(),
    language: z.object({ language_code: z.string().nullish() }).nullish(),
  }),
);
export type ApiMe = z.infer<typeof meAnswer>["data"];

const userShape = z.object({
  id: z.int(),
  name: z.string(),
  email: z.string().nullish(),
  active_flag: z.boolean(),
  is_deleted: z.boolean().nullish(),
});
export type ApiUser = z.infer<typeof userShape>;
export const usersAnswer = envelope(z.array(userShape));

export const pipelineShape = z.object({ id: z.int(), name: z.string(), is_deleted: z.boolean().nullish() });
export type ApiPipeline = z.infer<typeof pipelineShape>;

export const stageShape = pipelineShape.extend({ pipeline_id: z.int(), order_nr: z.number() });
export type ApiStage = z.infer<typeof stageShape>;

export const fieldShape = z.object({
  field_name: z.string(),
  field_code: z.string(),
  field_type: z.string(),
  is_custom_field: z.boolean(),
  options: z.array(z.object({ id: z.union([z.int(), z.string()]), label: z.string() })).nullish(),
});
export type ApiField = z.infer<typeof fieldShape>;

const customFields = z.record(z.string(), z.json());
export type ApiCustomFields = z.infer<typeof customFields>;

const contactPoint = z.object({
  value: z.string(),
  primary: z.boolean().nullish(),
  label: z.string().nullish(),
});
export type ApiContactPoint = z.infer<typeof contactPoint>;

export const personShape = z.object({
  id: z.int(),
  name: z.string().nullish(),
  first_name: z.string().nullish(),
  last_name: z.string().nullish(),
  owner_id: z.int().nullish(),
  emails: z.array(contactPoint).nullish(),
  phones: z.array(contactPoint).nullish(),
  label_ids: z.array(z.int()).nullish(),
  custom_fields: customFields.nullish(),
  add_time: z.string().nullish(),
  update_time: z.string().nullish(),
  is_deleted: z.boolean().nullish(),
});
export type ApiPerson = z.infer<typeof personShape>;
export const personAnswer = envelope(personShape);

/** A hit of the search, which is no whole person: phones and e-mails are plain texts here. */
const personHitShape = z.object({
  id: z.int(),
  phones: z.array(z.string()).nullish(),
  emails: z.array(z.string()).nullish(),
});
export type ApiPersonHit = z.infer<typeof personHitShape>;

export const dealShape = z.object({
  id: z.int(),
  title: z.string().nullish(),
  owner_id: z.int().nullish(),
  person_id: z.int().nullish(),
  pipeline_id: z.int(),
  stage_id: z.int(),
  value: z.number().nullish(),
  status: z.string(),
  label_ids: z.array(z.int()).nullish(),
  expected_close_date: z.string().nullish(),
  custom_fields: customFields.nullish(),
  add_time: z.string().nullish(),
  update_time: z.string().nullish(),
  is_archived: z.boolean().nullish(),
  is_deleted: z.boolean().nullish(),
});
export type ApiDeal = z.infer<typeof dealShape>;
export const dealAnswer = envelope(dealShape);

export const activityShape = z.object({
  id: z.int(),
  subject: z.string().nullish(),
  due_date: z.string().nullish(),
  due_time: z.string().nullish(),
  note: z.string().nullish(),
  is_deleted: z.boolean().nullish(),
});
export type ApiActivity = z.infer<typeof activityShape>;

export const notesAnswer = envelope(z.array(z.object({ content: z.string().nullish() })).nullable());

/** What every write tells of the record. */
export const recordAnswer = envelope(z.object({ id: z.int() }));

export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number(),
  api_domain: z.string(),
});

const nextCursor = z.object({ next_cursor: z.string().nullish() }).nullish();

/** A page of a list of v2, and where the next one begins. */
export function pageAnswer<T extends z.ZodType>(item: T) {
  return envelope(z.array(item).nullable()).extend({ additional_data: nextCursor });
}

/** A page of hits of a search. */
export const hitsAnswer = envelope(z.object({ items: z.array(z.object({ item: personHitShape })) })).extend({
  additional_data: nextCursor,
});

function envelope<T extends z.ZodType>(data: T) {
  return z.object({ data });
}

export type ApiPersonInput = {
  name?: string;
  owner_id?: number;
  emails?: ApiContactPointInput[];
  phones?: ApiContactPointInput[];
  label_ids?: number[];
  custom_fields?: ApiCustomFields;
};
export type ApiContactPointInput = { value: string; primary: boolean; label?: string };

export type ApiDealInput = {
  title?: string;
  person_id?: number;
  owner_id?: number;
  pipeline_id?: number;
  stage_id?: number;
  status?: "open" | "won" | "lost";
  value?: number;
  label_ids?: number[];
  expected_close_date?: string;
  custom_fields?: ApiCustomFields;
};

export type ApiActivityInput = {
  subject: string;
  type: string;
  owner_id?: number;
  deal_id?: number;
  participants: { person_id: number; primary: boolean }[];
  due_date: string;
  due_time: string;
  note: string;
};

export type ApiNoteInput = { content: string; person_id: number };
