import { z } from "zod";
import { type Problem, refuseInvalid } from "./answers";

/** What may be written, in the vendor's words. Names that are not known are refused. */

const id = z.int();
const tags = z.array(z.strictObject({ name: z.string().min(1) }));
const fieldItem = z.strictObject({
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  enum_id: id.optional(),
  enum_code: z.string().optional(),
});
const filledField = z.strictObject({
  field_id: id.optional(),
  field_code: z.string().optional(),
  values: z.array(fieldItem).nullable(),
});
export type FilledBody = z.infer<typeof filledField>;

/** [K] not confirmed: how long a name may be. */
const name = z.string().max(255).optional();
const record = {
  name,
  responsible_user_id: id.optional(),
  custom_fields_values: z.array(filledField).nullable().optional(),
  request_id: z.string().optional(),
};
const contact = { ...record, first_name: name, last_name: name };
const lead = { ...record, price: id.optional(), pipeline_id: id.optional(), status_id: id.optional() };
const tagChange = { tags_to_add: tags.optional(), tags_to_delete: tags.optional() };
const withTags = z.strictObject({ tags: tags.nullable().optional() }).optional();

export const newContactBody = z.strictObject({ ...contact, _embedded: withTags });
export const contactChangeBody = z.strictObject({ ...contact, ...tagChange, _embedded: withTags });
export const newLeadBody = z.strictObject({
  ...lead,
  _embedded: z
    .strictObject({
      tags: tags.nullable().optional(),
      contacts: z.array(z.strictObject({ id, is_main: z.boolean().optional() })).optional(),
    })
    .optional(),
});
export const leadChangeBody = z.strictObject({ ...lead, ...tagChange, _embedded: withTags });
export const newTaskBody = z.strictObject({
  task_type_id: id.optional(),
  text: z.string().min(1),
  complete_till: id,
  entity_id: id.optional(),
  entity_type: z.enum(["leads", "contacts", "companies", "customers"]).optional(),
  responsible_user_id: id.optional(),
  request_id: z.string().optional(),
});
export const newNoteBody = z.strictObject({
  note_type: z.literal("common"),
  params: z.strictObject({ text: z.string().min(1) }),
  request_id: z.string().optional(),
});

/** The body of a request in the given shape; collections take a list. */
export async function readBody<T extends z.ZodType>(request: Request, shape: T): Promise<z.infer<T>> {
  const parsed = shape.safeParse(await request.json().catch(() => null));
  if (parsed.success) return parsed.data;
  throw refuseInvalid(parsed.error.issues.map(toProblem));
}

/** [K] not confirmed: the vendor's list of codes is not complete. */
function toProblem({ code, path }: z.core.$ZodIssue): Problem {
  const [first, ...rest] = path.map(String);
  const inItem = /^\d+$/.test(first ?? "") ? rest : path.map(String);
  return code === "unrecognized_keys"
    ? { code: "FieldNotExpected", path: inItem.join("."), detail: "This field was not expected." }
    : { code: "InvalidType", path: inItem.join("."), detail: "This value should be of another type." };
}
