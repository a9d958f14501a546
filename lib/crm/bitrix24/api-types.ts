import { z } from "zod";

/** The answers of Bitrix24's REST API, as far as they are used. */

/** Numbers of the kinds of records. */
export const OWNER_TYPES = { deal: 2, contact: 3 } as const;

/** Whom our records come from: with the request's id they can be found again. */
export const ORIGINATOR_ID = "leadbox";

/** Ids come as numbers and as texts. */
const id = z.union([z.string(), z.number()]).transform(String);
/** The server is written in PHP, where an empty object is an empty list. */
const emptyList = z.array(z.never());

/** When the budget of a method's run time begins anew, in seconds since 1970; anything else tells nothing. */
const resetAt = z.unknown().transform((value) => (typeof value === "number" ? value : undefined));
const time = z.object({ operating_reset_at: resetAt });

/** What stands around every result. `next` is where the next page begins. */
export function answerOf<R>(result: z.ZodType<R>) {
  return z.object({ result, next: z.number().optional(), time: time.optional() });
}

/** The results of a batch by command; those of a command that failed are absent. */
export function batchAnswerOf<R>(results: z.ZodType<R>) {
  return answerOf(
    z.object({
      result: results,
      result_next: z.union([z.record(z.string(), z.number()), emptyList]).optional(),
      result_time: z.union([z.record(z.string(), time), emptyList]).optional(),
    }),
  );
}

export const idAnswer = id;
export const doneAnswer = z.boolean();
export const todoAnswer = z.object({ id });
export const itemUpdateAnswer = z.looseObject({});

export const profileAnswer = z.object({
  ID: id,
  NAME: z.string().nullish(),
  LAST_NAME: z.string().nullish(),
});
export type ApiProfile = z.infer<typeof profileAnswer>;

export const scopeAnswer = z.array(z.string());

export const userAnswer = z.object({
  ID: id,
  ACTIVE: z.union([z.boolean(), z.string()]).nullish(),
  NAME: z.string().nullish(),
  LAST_NAME: z.string().nullish(),
  EMAIL: z.string().nullish(),
});
export type ApiUser = z.infer<typeof userAnswer>;

export const categoriesAnswer = z.object({
  categories: z.array(z.object({ id, name: z.string(), sort: z.number().nullish(), isDefault: z.string().nullish() })),
});
export type ApiCategory = z.infer<typeof categoriesAnswer>["categories"][number];

export const statusAnswer = z.object({
  STATUS_ID: z.string(),
  NAME: z.string(),
  SEMANTICS: z.string().nullish(),
  EXTRA: z.union([z.object({ SEMANTICS: z.string().nullish() }), emptyList]).nullish(),
});
export type ApiStatus = z.infer<typeof statusAnswer>;

const field = z.object({
  type: z.string(),
  isRequired: z.boolean().optional(),
  isReadOnly: z.boolean().optional(),
  isImmutable: z.boolean().optional(),
  isMultiple: z.boolean().optional(),
  isDynamic: z.boolean().optional(),
  title: z.string().nullish(),
  formLabel: z.string().nullish(),
  listLabel: z.string().nullish(),
  statusType: z.string().nullish(),
  items: z.array(z.object({ ID: id, VALUE: z.string() })).nullish(),
});
export type ApiField = z.infer<typeof field>;
export const fieldsAnswer = z.record(z.string(), field);
export type ApiFields = z.infer<typeof fieldsAnswer>;

const multifield = z
  .array(z.object({ ID: id, VALUE: z.string() }))
  .nullish()
  .transform((items) => items ?? []);

export const contactAnswer = z.looseObject({ ID: id, PHONE: multifield, EMAIL: multifield });
export type ApiContact = z.infer<typeof contactAnswer>;

export const dealAnswer = z.looseObject({ ID: id });
export type ApiDeal = z.infer<typeof dealAnswer>;

export const duplicatesAnswer = z.union([z.object({ CONTACT: z.array(id).optional() }), emptyList]);

export const dealItemsAnswer = z.object({
  items: z.array(z.object({ id, contactIds: z.array(id).optional() })),
});
export type ApiDealItem = z.infer<typeof dealItemsAnswer>["items"][number];

export const originAnswer = z.object({ ID: id, ORIGIN_ID: z.string().nullish() });

export const activityAnswer = z.object({
  ID: id,
  SUBJECT: z.string().nullish(),
  DESCRIPTION: z.string().nullish(),
  DEADLINE: z.string().nullish(),
});
export type ApiActivity = z.infer<typeof activityAnswer>;

export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number().optional(),
  client_endpoint: z.url({ protocol: /^https$/ }),
});
export type ApiToken = z.infer<typeof tokenAnswer>;

/** Values of a record as they are sent, by the CRM's own names. */
export type ApiValues = Record<string, unknown>;

export type ApiTodo = {
  ownerTypeId: number;
  ownerId: number;
  deadline: string;
  title: string;
  description: string;
  responsibleId?: number;
  pingOffsets: number[];
};
