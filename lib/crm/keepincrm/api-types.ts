import { z } from "zod";

/** The answers of KeepinCRM's API v1, as far as they are used. Ids are numbers there and texts here. */

const apiId = z.union([z.number(), z.string().min(1)]).transform(String);
const reference = z.object({ id: apiId }).nullish();
const number = z.union([z.number(), z.string()]).nullish();
const texts = z
  .array(z.string().nullable())
  .nullish()
  .transform((list) => (list ?? []).filter((text): text is string => Boolean(text)));

const namedValue = z.object({ name: z.string().nullish(), title: z.string().nullish(), value: z.unknown().optional() });
/** Seen as a list of names and values, and as an object of values by name. */
const customFields = z.union([z.array(namedValue), z.record(z.string(), z.unknown())]).nullish();

/**
 * A list: `items` with `pagination` as seen in use, `data` with `meta` as told of elsewhere, or nothing but the items.
 * `pages` is how many there are, one where that is not said.
 */
export function listAnswer<T extends z.ZodType>(item: T) {
  const pages = z.object({ total_pages: z.number().nullish() }).nullish();
  return z.union([
    z.object({ items: z.array(item), pagination: pages }).transform((list) => toList(list.items, list.pagination)),
    z.object({ data: z.array(item), meta: pages }).transform((list) => toList(list.data, list.meta)),
    z.array(item).transform((items) => toList(items, null)),
  ]);
}

function toList<T>(items: T[], pages: { total_pages?: number | null } | null | undefined) {
  return { items, pages: pages?.total_pages ?? 1 };
}

/** Statuses of clients, which every account has some of: a bare empty list says nothing of who is asked. */
export const probeAnswer = z.union([
  z.array(z.object({ id: apiId })).min(1),
  z.object({ items: z.array(z.unknown()) }),
]);

export const userAnswer = z.object({
  id: apiId,
  name: z.string().nullish(),
  email: z.string().nullish(),
});
export type ApiUser = z.infer<typeof userAnswer>;

export const funnelAnswer = z.object({ id: apiId, title: z.string().nullish(), name: z.string().nullish() });
export type ApiFunnel = z.infer<typeof funnelAnswer>;

export const stageAnswer = funnelAnswer.extend({ funnel: reference, funnel_id: apiId.nullish() });
export type ApiStage = z.infer<typeof stageAnswer>;

export const sourceAnswer = z.object({ id: apiId, name: z.string() });
export type ApiSource = z.infer<typeof sourceAnswer>;

const owned = z.object({
  id: apiId,
  comment: z.string().nullish(),
  main_responsible: reference,
  main_responsible_id: apiId.nullish(),
  custom_fields: customFields,
  custom_fields_detailed: z.array(namedValue).nullish(),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
});
export type ApiOwned = z.infer<typeof owned>;

export const clientAnswer = owned.extend({
  person: z.string().nullish(),
  company: z.string().nullish(),
  email: z.string().nullish(),
  phones: texts,
  tag_names: texts,
});
export type ApiClient = z.infer<typeof clientAnswer>;

export const agreementAnswer = owned.extend({
  title: z.string().nullish(),
  total: number,
  result: z.string().nullish(),
  client: reference,
  client_id: apiId.nullish(),
  stage: z.object({ id: apiId.nullish(), funnel: reference }).nullish(),
  stage_id: apiId.nullish(),
  funnel: reference,
  funnel_id: apiId.nullish(),
  source: reference,
  source_id: apiId.nullish(),
});
export type ApiAgreement = z.infer<typeof agreementAnswer>;

export const taskAnswer = z.object({
  id: apiId,
  title: z.string().nullish(),
  comment: z.string().nullish(),
  deadline_at: z.string().nullish(),
  parent_type: z.string().nullish(),
  parent_id: apiId.nullish(),
});
export type ApiTask = z.infer<typeof taskAnswer>;

/** What a create answers: enough to refer to the record. */
export const createdAnswer = z.object({ id: apiId });
/** What an update answers says nothing that is needed. */
export const updatedAnswer = z.unknown();

/** What a write sends; keys that are absent stay as they are. */
export type ApiInput = Record<string, unknown>;
