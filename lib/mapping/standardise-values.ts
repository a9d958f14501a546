import type { FieldKey, FieldValue } from "@/lib/crm/types";
import { normaliseEmail } from "@/lib/matching/normalise-email";
import type { PhoneSettings } from "@/lib/phone/schema";
import { type StandardisedPhone, standardisePhone } from "@/lib/phone/standardise-phone";
import type { CompiledRow } from "./compile-mapping";

type Standardised = {
  values: Record<FieldKey, FieldValue>;
  /** The contact's, in E.164 and in lower case. */
  phone: string | null;
  email: string | null;
  /** For the trace: what became of each phone. */
  output: { phones: Record<string, { typed: string } & StandardisedPhone>; email: string | null };
};

/** Every field of the type phone becomes E.164 where it can; what fits nothing is kept as typed, and marked. */
export function standardiseValues(
  values: Readonly<Record<FieldKey, FieldValue>>,
  { rows, phone: settings }: { rows: readonly Pick<CompiledRow, "target" | "type">[]; phone: PhoneSettings },
): Standardised {
  const result: Record<FieldKey, FieldValue> = { ...values };
  const phones: Standardised["output"]["phones"] = {};
  let phone: string | null = null;

  for (const { target, type } of rows) {
    const typed = values[target];
    if (type !== "phone" || typeof typed !== "string" || Object.hasOwn(phones, target)) continue;
    const standardised = standardisePhone(typed, settings);
    phones[target] = { typed, ...standardised };
    if (!standardised.ok) continue;
    result[target] = standardised.phone;
    if (target === "contact.phone") phone = standardised.phone;
  }

  const typedEmail = values["contact.email"];
  const email = typeof typedEmail === "string" ? normaliseEmail(typedEmail) : null;
  if (email) result["contact.email"] = email;
  return { values: result, phone, email, output: { phones, email } };
}
