import { z } from "zod";

/** The answers of Uspacy's API, as far as they are used. */

const id = z.union([z.number(), z.string()]).transform(String);

/** The SDKs differ in the name of the token's life. */
export const accessAnswer = z.object({
  jwt: z.string().min(1),
  refreshToken: z.string().min(1),
  expireInSeconds: z.number().nullish(),
  expiresInSeconds: z.number().nullish(),
});
export type ApiAccess = z.infer<typeof accessAnswer>;

const userAnswer = z.object({
  id,
  authUserId: id.nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  email: z.union([z.string(), z.array(z.object({ value: z.string().nullish() }))]).nullish(),
  active: z.boolean().nullish(),
});
export type ApiUser = z.output<typeof userAnswer>;

const stageAnswer = z.object({
  id,
  title: z.string(),
  stage_code: z.string().nullish(),
  sort: z.union([z.number(), z.string()]).nullish(),
});
export type ApiStage = z.output<typeof stageAnswer>;

const funnelAnswer = z.object({
  id,
  title: z.string(),
  active: z.boolean().nullish(),
  default: z.boolean().nullish(),
  stages: z.array(stageAnswer).nullish(),
});
export type ApiFunnel = z.output<typeof funnelAnswer>;
/** A list is given bare or as a page. */
export const funnelsAnswer = z.union([z.array(funnelAnswer), z.object({ data: z.array(funnelAnswer) })]);
export const stagesAnswer = z.union([z.array(stageAnswer), z.object({ data: z.array(stageAnswer) })]);

const fieldAnswer = z.object({
  name: z.string(),
  code: z.string(),
  type: z.string(),
  required: z.boolean().nullish(),
  editable: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  multiple: z.boolean().nullish(),
  values: z
    .array(z.object({ title: z.string(), value: z.union([z.string(), z.number()]).transform(String) }))
    .nullish(),
});
export type ApiField = z.output<typeof fieldAnswer>;

/** A page of a list, and how many pages there are. */
function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ data: z.array(item), meta: z.object({ last_page: z.number().nullish() }).nullish() });
}
export const usersAnswer = pageOf(userAnswer);
export const fieldsAnswer = pageOf(fieldAnswer);

export const recordAnswer = z.looseObject({ id });
/** A record of the CRM or an activity: its fields by their codes, and `id`. */
export type ApiRecord = z.output<typeof recordAnswer>;
export const recordsAnswer = pageOf(recordAnswer);

export const doneAnswer = z.unknown();

export type ApiRecordInput = Record<string, unknown>;
