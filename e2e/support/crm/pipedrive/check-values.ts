import { z } from "zod";
import type { ApiField } from "@/lib/crm/pipedrive/api-types";
import type { JsonValue } from "@/lib/json";
import type { Account } from "./account";
import { Refusal, refuseBody, refuseShape } from "./answers";

/** Reads a body by its shape. Types are strict and unknown names are refused. */
export async function readBody<T extends z.ZodType>(request: Request, shape: T): Promise<z.infer<T>> {
  const body: unknown = await request.json().catch(() => {
    throw new Refusal(400, "Bad request");
  });
  const parsed = shape.safeParse(body);
  if (!parsed.success) throw refuseShape(parsed.error);
  return parsed.data;
}

const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.string().regex(/^\d{2}:\d{2}(:\d{2})?$/);
const SHAPES: Readonly<Record<string, z.ZodType>> = {
  varchar: z.string().min(1).max(255),
  varchar_auto: z.string().min(1).max(255),
  text: z.string().min(1),
  phone: z.string().min(1),
  double: z.number(),
  date,
  time,
  monetary: z.strictObject({ value: z.number(), currency: z.string().length(3) }),
  address: z.strictObject({ value: z.string() }),
  daterange: z.strictObject({ value: date, until: date }),
  timerange: z.strictObject({ value: time, until: time, timezone_name: z.string().optional() }),
  enum: z.int(),
  // An empty list is refused: what is to be cleared is null.
  set: z.array(z.int()).min(1),
  user: z.int(),
  org: z.int(),
  people: z.int(),
};

/** One unknown code, wrong type or option that is not there fails the whole record. */
export function checkCustomFields(values: Record<string, JsonValue>, fields: ApiField[], account: Account): void {
  for (const [code, value] of Object.entries(values)) {
    const path = `custom_fields.${code}`;
    const field = fields.find((candidate) => candidate.is_custom_field && candidate.field_code === code);
    if (!field) throw refuseBody(path, "Unknown custom field");
    if (value === null) continue;
    const parsed = (SHAPES[field.field_type] ?? z.never()).safeParse(value);
    if (!parsed.success) throw refuseBody(path, parsed.error.issues[0]?.message ?? "Invalid");
    if (field.options) checkOptions([value].flat(), field, path);
    if (field.field_type === "user") checkUser(Number(value), account, path);
  }
}

export function checkUser(id: number | undefined, { users }: Account, path = "owner_id"): void {
  if (id !== undefined && !users.some((user) => user.id === id && user.active_flag)) {
    throw refuseBody(path, "User not found");
  }
}

export function checkLabels(ids: number[] | undefined, fields: ApiField[]): void {
  const field = fields.find(({ field_code }) => field_code === "label_ids");
  if (field) checkOptions(ids ?? [], field, "label_ids");
}

function checkOptions(ids: JsonValue[], { options }: ApiField, path: string) {
  const unknown = ids.find((id) => !options?.some((option) => option.id === id));
  if (unknown !== undefined) throw refuseBody(path, `Option ${JSON.stringify(unknown)} does not exist`);
}
