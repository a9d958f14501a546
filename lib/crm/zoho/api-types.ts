import { z } from "zod";

/** The answers of Zoho CRM's API, as far as they are used. An empty body (204) means that there is nothing. */

const info = z.object({ more_records: z.boolean().optional() }).nullish();

/** Comes with HTTP 200 for refusals too, which then have `error`; see `readError`. */
export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  api_domain: z.string().optional(),
  expires_in: z.number().optional(),
});
export type ApiToken = z.infer<typeof tokenAnswer>;

const userAnswer = z.object({
  id: z.string(),
  full_name: z.string().nullish(),
  email: z.string().nullish(),
  status: z.string().nullish(),
  confirm: z.boolean().nullish(),
});
export type ApiUser = z.infer<typeof userAnswer>;
export const currentUserAnswer = z.object({ users: z.array(userAnswer).min(1) });
export const usersAnswer = z.object({ users: z.array(userAnswer), info }).nullable();

export const orgAnswer = z.object({
  org: z.array(z.object({ company_name: z.string().nullish(), zgid: z.string().nullish() })).min(1),
});
export type ApiOrg = z.infer<typeof orgAnswer>["org"][number];

const stageAnswer = z.object({
  display_value: z.string(),
  actual_value: z.string(),
  sequence_number: z.number().nullish(),
  type: z.string().nullish(),
  forecast_type: z.string().nullish(),
});
export type ApiStage = z.infer<typeof stageAnswer>;

const fieldAnswer = z.object({
  api_name: z.string(),
  display_label: z.string().nullish(),
  field_label: z.string().nullish(),
  data_type: z.string(),
  visible: z.boolean().nullish(),
  read_only: z.boolean().nullish(),
  field_read_only: z.boolean().nullish(),
  system_mandatory: z.boolean().nullish(),
  length: z.number().nullish(),
  operation_type: z.object({ api_create: z.boolean().nullish() }).nullish(),
  pick_list_values: z.array(stageAnswer).nullish(),
});
export type ApiField = z.infer<typeof fieldAnswer>;
export const fieldsAnswer = z.object({ fields: z.array(fieldAnswer) });

export const layoutsAnswer = z
  .object({ layouts: z.array(z.object({ id: z.string(), status: z.string().nullish() })) })
  .nullable();

const pipelineAnswer = z.object({
  display_value: z.string(),
  actual_value: z.string(),
  maps: z.array(stageAnswer),
});
export type ApiPipeline = z.infer<typeof pipelineAnswer>;
export const pipelinesAnswer = z.object({ pipeline: z.array(pipelineAnswer) }).nullable();

const recordAnswer = z.looseObject({ id: z.string() });
/** A record of any module: its fields by their API names. */
export type ApiRecord = z.infer<typeof recordAnswer>;
export const recordsAnswer = z.object({ data: z.array(recordAnswer), info }).nullable();

/** Inside a record: another record, or a person. */
export const lookupValue = z.object({ id: z.string() });
export const tagsValue = z.array(z.object({ name: z.string() }));

/** What one write did. A refusal is thrown before, but for a duplicate that came without an error's status. */
export const writtenAnswer = z.object({
  data: z
    .array(
      z.object({
        code: z.string(),
        action: z.string().nullish(),
        details: z
          .object({
            id: z.string().min(1).optional(),
            api_name: z.string().nullish(),
            duplicate_record: z.object({ id: z.string().min(1) }).nullish(),
          })
          // A record without an id would be written to as nobody's.
          .refine(({ id, duplicate_record }) => id ?? duplicate_record?.id),
      }),
    )
    .min(1),
});

export const doneAnswer = z.looseObject({}).nullable();

/** A record as it is sent; null empties a field. */
export type ApiRecordInput = Record<string, unknown>;
