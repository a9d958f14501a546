import { z } from "zod";

/** The answers of Odoo's external API, the same over both of its protocols. */

/** An empty value is `false` for every type; a link to one record is its id and name, links to several are ids. */
const odooValue = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.null(),
  // A record without a name has `false` there too.
  z.tuple([z.number(), z.union([z.string(), z.null(), z.literal(false)])]),
  z.array(z.number()),
]);
export type OdooValue = z.infer<typeof odooValue>;

const row = z.object({ id: z.number() }).catchall(odooValue);
export const rowsAnswer = z.array(row);
export type OdooRow = z.infer<typeof row>;

/** `[17, 0, 0, "final", 0, ""]`; Odoo's cloud also has `["saas~18", 2, …]` between the releases. */
export const versionAnswer = z.object({
  server_version_info: z
    .tuple([z.union([z.number(), z.string()])], z.unknown())
    .transform(([release]) => Number(String(release).replace(/\D/g, ""))),
});

/** The id of whom the credentials belong to; false for credentials that are not right. */
export const loginAnswer = z.union([z.number(), z.literal(false)]);
export const contextAnswer = z.object({ uid: z.number() });

/** A record that was made comes as its id or as a list of one. */
export const createdAnswer = z.union([z.number(), z.tuple([z.number()]).transform(([id]) => id)]);

/** JSON-RPC prints the record as Python does: `mail.activity(1,)`. */
export const scheduledAnswer = z.union([
  createdAnswer,
  z
    .string()
    .regex(/^mail\.activity\(\d+,?\)$/)
    .transform((text) => Number(text.replace(/\D/g, ""))),
]);

export const doneAnswer = z.literal(true);
export const rightAnswer = z.boolean();

const field = z.object({
  type: z.string(),
  string: z.string(),
  required: z.boolean().optional(),
  readonly: z.boolean().optional(),
  store: z.boolean().optional(),
  relation: z.string().optional(),
  selection: z.array(z.tuple([z.coerce.string(), z.coerce.string()])).optional(),
});
export const fieldsAnswer = z.record(z.string(), field);
export type OdooField = z.infer<typeof field>;
/** Fields of one model by name. */
export type OdooFields = z.infer<typeof fieldsAnswer>;

/** What is written to a record. */
export type OdooVals = Record<string, unknown>;
export type OdooDomain = readonly (string | readonly [string, string, unknown])[];
