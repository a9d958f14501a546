import { z } from "zod";

/** The answers of HubSpot's API, as far as they are used. */

const text = z.union([z.string(), z.number(), z.boolean()]).transform(String);

export const accountAnswer = z.object({ portalId: z.number(), uiDomain: z.string().optional() });
export type ApiAccount = z.infer<typeof accountAnswer>;

export const tokenInfoAnswer = z.object({ scopes: z.array(z.string()) });

const paging = z.object({ next: z.object({ after: z.string() }).optional() }).nullish();

/** A list, and where its next page begins. */
export function pageAnswer<T extends z.ZodType>(item: T) {
  return z.object({ results: z.array(item), paging });
}

export const ownerAnswer = z.object({
  id: z.string(),
  email: z.string().nullish(),
  type: z.string().nullish(),
  firstName: z.string().nullish(),
  lastName: z.string().nullish(),
  archived: z.boolean().optional(),
});
export type ApiOwner = z.infer<typeof ownerAnswer>;

const stageAnswer = z.object({
  id: z.string(),
  label: z.string(),
  displayOrder: z.number().default(0),
  archived: z.boolean().optional(),
  // Texts in HubSpot's documents, and booleans and numbers in some accounts.
  metadata: z.object({ isClosed: text.optional(), probability: text.optional() }),
});
export type ApiStage = z.infer<typeof stageAnswer>;

export const pipelineAnswer = z.object({
  id: z.string(),
  label: z.string(),
  displayOrder: z.number().default(0),
  archived: z.boolean().optional(),
  stages: z.array(stageAnswer),
});
export type ApiPipeline = z.infer<typeof pipelineAnswer>;

export const propertyAnswer = z.object({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  options: z.array(z.object({ label: z.string(), value: z.string(), hidden: z.boolean().optional() })).default([]),
  hidden: z.boolean().optional(),
  calculated: z.boolean().optional(),
  archived: z.boolean().optional(),
  hasUniqueValue: z.boolean().optional(),
  referencedObjectType: z.string().nullish(),
  modificationMetadata: z.object({ readOnlyValue: z.boolean().optional() }).nullish(),
});
export type ApiProperty = z.infer<typeof propertyAnswer>;

/** Of a property that is empty there is null or nothing. */
export type ApiProperties = Record<string, string | null>;

const associated = z.object({ results: z.array(z.object({ id: z.string() })) });

export const recordAnswer = z.object({
  id: z.string(),
  properties: z.record(z.string(), text.nullable()),
  createdAt: z.string().optional(),
  updatedAt: z.string().optional(),
  url: z.string().nullish(),
  associations: z.record(z.string(), associated).nullish(),
});
export type ApiRecord = z.infer<typeof recordAnswer>;

/** A batch that lacks some of the ids is answered 207, with those that are there. */
export const batchAnswer = z.object({ results: z.array(recordAnswer) });

export const associationAnswer = z.object({ toObjectId: text });

export const tokenAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().nullish(),
  expires_in: z.number(),
});
export type ApiToken = z.infer<typeof tokenAnswer>;

export type ApiFilter = { propertyName: string; operator: "EQ" | "CONTAINS_TOKEN" | "GTE"; value: string };

type ApiAssociation = {
  to: { id: string };
  types: { associationCategory: "HUBSPOT_DEFINED"; associationTypeId: number }[];
};
export type ApiCreate = { properties: Record<string, string>; associations: ApiAssociation[] };
